SELECT (SELECT count(*) FROM unnest(@starts) AS start WHERE start::bigint <= received_at) - 1 AS stretch,
       sum(amount)::bigint, sum(effective)::bigint, sum(points)::bigint, sum(receipts)::bigint
FROM journal
WHERE kind < 10 AND collector = @collector AND received_at >= @from AND received_at < @to
GROUP BY stretch;
