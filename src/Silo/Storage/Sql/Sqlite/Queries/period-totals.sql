SELECT collector, team,
       sum(amount), sum(effective), sum(points), sum(receipts), max(last_occurred_at), max(last_posted_at)
FROM period_total
WHERE span = @span AND start >= @from AND start < @to
GROUP BY collector, team;
