SELECT collector, min(received_at)
FROM journal
WHERE collector = ANY (@collectors)
GROUP BY collector;
