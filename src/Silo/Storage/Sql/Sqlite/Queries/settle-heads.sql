SELECT partition FROM ledger_head ORDER BY partition;
