SELECT seq, collector, team, amount, effective, points, receipts, received_at, occurred_at, posted_at, kind
FROM journal
WHERE partition = @partition AND seq > @after
ORDER BY seq
LIMIT @limit;
