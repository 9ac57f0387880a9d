-- From the first entry of the window on, in the order in which they lie: entries come in nearly as they were received, and each by itself would be a search.
SELECT j.kind, j.collector, j.team, j.amount, j.points, j.details, j.received_at, j.entry_id, j.account, coalesce(r.amount, 0), coalesce(r.points, 0)
FROM (SELECT partition, min(seq) AS first FROM journal WHERE received_at >= @from AND received_at < @to GROUP BY partition) p
CROSS JOIN journal j ON j.partition = p.partition AND j.seq >= p.first
LEFT JOIN (
    SELECT source, sum(amount) AS amount, sum(points) AS points
    FROM journal
    WHERE source IS NOT NULL AND kind = 2 AND +received_at >= @from AND +received_at < @to
    GROUP BY source
) r ON r.source = j.entry_id
WHERE j.kind IN (1, 3, 4, 5) AND +j.received_at >= @from AND +j.received_at < @to AND j.collector <> @nobody;
