-- Receipts of flagged accounts, and what was taken back of them.
SELECT collector, team, amount, receipts, received_at, posted_at, partition, seq
FROM journal j
WHERE j.kind = 1 AND j.effective = 0 AND j.received_at >= @from AND j.received_at < @to AND j.details::json ->> 'excluded' IS NOT NULL
UNION ALL
SELECT r.collector, r.team, r.amount, r.receipts, r.received_at, r.posted_at, r.partition, r.seq
FROM journal j
JOIN journal r ON r.source = j.entry_id AND r.kind = 2
WHERE j.kind = 1 AND j.effective = 0 AND j.received_at >= @from AND j.received_at < @to AND j.details::json ->> 'excluded' IS NOT NULL;
