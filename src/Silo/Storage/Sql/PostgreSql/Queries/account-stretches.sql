SELECT account, (SELECT count(*) FROM unnest(@starts) AS start WHERE start::bigint <= received_at) - 1 AS stretch, sum(amount)::bigint
FROM journal
WHERE kind < 10 AND account IS NOT NULL AND received_at >= @from AND received_at < @to
GROUP BY account, stretch
ORDER BY account;
