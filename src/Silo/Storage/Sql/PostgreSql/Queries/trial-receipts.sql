SELECT j.kind, j.collector, j.team, j.amount, j.points, j.details, j.received_at, j.entry_id, j.account, coalesce(r.amount, 0), coalesce(r.points, 0)
FROM journal j LEFT JOIN (
    SELECT source, sum(amount)::bigint AS amount, sum(points)::bigint AS points
    FROM journal
    WHERE source IS NOT NULL AND kind = 2 AND received_at >= @from AND received_at < @to
    GROUP BY source
) r ON r.source = j.entry_id
WHERE j.kind IN (1, 3, 4, 5) AND j.received_at >= @from AND j.received_at < @to AND j.collector <> @nobody;
