-- What reversals took back since a moment, 0 or more.
SELECT collector, -sum(points) FROM journal
WHERE kind = 2 AND occurred_at >= @since AND collector IN (SELECT value FROM json_each(@collectors))
GROUP BY collector;
