SELECT (SELECT count(*) FROM json_each(@starts) WHERE CAST(value AS INTEGER) <= received_at) - 1 AS stretch,
       sum(amount), sum(effective), sum(points), sum(receipts)
FROM journal
WHERE kind < 10 AND collector = @collector AND received_at >= @from AND received_at < @to
GROUP BY stretch;
