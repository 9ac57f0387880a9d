SELECT collector, min(received_at)
FROM journal
WHERE collector IN (SELECT value FROM json_each(@collectors))
GROUP BY collector;
