SELECT collector, received_at / @quarter * @quarter AS start, sum(amount)::bigint
FROM journal
WHERE kind < 10 AND collector = ANY (@collectors) AND received_at < @before
GROUP BY collector, start;
