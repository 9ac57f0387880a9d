SELECT partition, seq FROM ledger_head
UNION ALL
SELECT -1, value FROM document_revision;
