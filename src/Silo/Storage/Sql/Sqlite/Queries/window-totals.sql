SELECT collector, team,
       sum(amount), sum(effective), sum(points), sum(receipts), max(occurred_at),
       coalesce(sum(amount) FILTER (WHERE occurred_at < @dayStart), 0),
       coalesce(sum(effective) FILTER (WHERE occurred_at < @dayStart), 0),
       coalesce(sum(points) FILTER (WHERE occurred_at < @dayStart), 0),
       coalesce(sum(receipts) FILTER (WHERE occurred_at < @dayStart), 0),
       max(occurred_at) FILTER (WHERE occurred_at < @dayStart),
       max(posted_at)
FROM journal
WHERE kind < 10 AND received_at >= @from AND received_at < @to
GROUP BY collector, team;
