SELECT collector, team, sum(points)::bigint
FROM journal
WHERE kind = 3 AND received_at >= @from AND received_at < @to
GROUP BY collector, team;
