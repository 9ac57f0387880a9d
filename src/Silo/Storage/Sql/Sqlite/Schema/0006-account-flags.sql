-- Why money from an account earns nothing, from a snapshot on; not told: as before.
ALTER TABLE account_snapshot ADD COLUMN flags INTEGER;

-- Receipts that earn nothing, which are few: contests leave them out.
CREATE INDEX journal_worthless ON journal (received_at) WHERE kind = 1 AND effective = 0;
