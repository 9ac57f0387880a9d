SELECT collector, team,
       sum(amount)::bigint, sum(effective)::bigint, sum(points)::bigint, sum(receipts)::bigint, max(last_occurred_at), max(last_posted_at)
FROM period_total
WHERE span = @span AND start >= @from AND start < @to
GROUP BY collector, team;
