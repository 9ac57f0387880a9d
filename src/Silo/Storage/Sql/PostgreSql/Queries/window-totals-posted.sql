SELECT collector, team, sum(amount)::bigint, sum(effective)::bigint, sum(points)::bigint, sum(receipts)::bigint, max(occurred_at)
FROM journal
WHERE kind < 10 AND received_at >= @from AND received_at < @to AND posted_at < @before
GROUP BY collector, team;
