SELECT collector, team,
       sum(amount)::bigint, sum(effective)::bigint, sum(points)::bigint, sum(receipts)::bigint, max(occurred_at),
       coalesce(sum(amount) FILTER (WHERE occurred_at < @dayStart), 0)::bigint,
       coalesce(sum(effective) FILTER (WHERE occurred_at < @dayStart), 0)::bigint,
       coalesce(sum(points) FILTER (WHERE occurred_at < @dayStart), 0)::bigint,
       coalesce(sum(receipts) FILTER (WHERE occurred_at < @dayStart), 0)::bigint,
       max(occurred_at) FILTER (WHERE occurred_at < @dayStart),
       max(posted_at)
FROM journal
WHERE kind < 10 AND partition = @partition AND seq > @after AND received_at >= @from AND received_at < @to
GROUP BY collector, team;
