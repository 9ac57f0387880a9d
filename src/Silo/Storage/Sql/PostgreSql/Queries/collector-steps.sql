SELECT collector, team, (received_at - @from) / @step AS bucket,
       sum(amount)::bigint, sum(effective)::bigint, sum(points)::bigint, sum(receipts)::bigint
FROM journal
WHERE kind < 10 AND collector = ANY (@collectors) AND received_at >= @from AND received_at < @to
GROUP BY collector, team, bucket;
