SELECT collector, received_at / @quarter * @quarter AS start, sum(amount)
FROM journal
WHERE kind < 10 AND collector IN (SELECT value FROM json_each(@collectors)) AND received_at < @before
GROUP BY collector, start;
