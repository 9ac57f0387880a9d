SELECT collector, team, sum(amount), sum(effective), sum(points), sum(receipts), max(occurred_at)
FROM journal
WHERE kind < 10 AND received_at >= @from AND received_at < @to AND posted_at < @before
GROUP BY collector, team;
