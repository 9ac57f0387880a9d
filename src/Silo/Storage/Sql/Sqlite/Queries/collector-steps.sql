SELECT collector, team, (received_at - @from) / @step AS bucket,
       sum(amount), sum(effective), sum(points), sum(receipts)
FROM journal
WHERE kind < 10 AND collector IN (SELECT value FROM json_each(@collectors)) AND received_at >= @from AND received_at < @to
GROUP BY collector, team, bucket;
