SELECT account, (SELECT count(*) FROM json_each(@starts) WHERE CAST(value AS INTEGER) <= received_at) - 1 AS stretch, sum(amount)
FROM journal
WHERE kind < 10 AND account IS NOT NULL AND received_at >= @from AND received_at < @to
GROUP BY account, stretch
ORDER BY account;
