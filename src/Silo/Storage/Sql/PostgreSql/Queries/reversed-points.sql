-- What reversals took back since a moment, 0 or more.
SELECT collector, -sum(points)::bigint FROM journal
WHERE kind = 2 AND occurred_at >= @since AND collector = ANY (@collectors)
GROUP BY collector;
