-- What a collector has beside receipts, reversals and caps is little, and is asked for by itself.
CREATE INDEX journal_beside_receipts ON journal (collector, seq) WHERE kind > 3;
