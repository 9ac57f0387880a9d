-- Waits for a transaction of ours that may still be committing, so that what is looked up next is final.
SELECT partition FROM ledger_head ORDER BY partition FOR UPDATE;
