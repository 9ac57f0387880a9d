SELECT j.partition, j.seq, j.posted_at, j.entry_id, j.kind, j.collector, j.team, j.account, j.amount, j.effective, j.points, j.receipts,
       j.received_at, j.occurred_at, j.vests_at, j.source, j.scheme, j.request_hash, j.details, j.hash,
       s.details,
       (SELECT coalesce(-sum(r.amount), 0) FROM journal r WHERE r.source = j.source AND r.seq < j.seq) AS reversed_before,
       (SELECT coalesce(-sum(r.points), 0) FROM journal r WHERE r.source = j.source AND r.seq < j.seq) AS points_before
FROM journal j LEFT JOIN journal s ON s.entry_id = j.source
WHERE j.collector = @collector AND j.occurred_at >= @from AND j.occurred_at < @to
ORDER BY j.occurred_at, j.seq;
