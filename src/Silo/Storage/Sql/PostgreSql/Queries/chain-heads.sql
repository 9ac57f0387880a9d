SELECT partition, seq, hash FROM ledger_head ORDER BY partition;
