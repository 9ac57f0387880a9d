SELECT collector, team, amount, effective, points, receipts, received_at, partition, seq, posted_at
FROM journal
WHERE kind < 10 AND received_at >= @from AND received_at < @to
ORDER BY received_at, entry_id;
