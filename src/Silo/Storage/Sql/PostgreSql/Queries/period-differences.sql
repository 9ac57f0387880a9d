-- Collectors and teams whose sums by day, or by month, are not those of the entries they should include.
SELECT span, collector, team
FROM (
    SELECT s.span, j.collector, j.team, j.amount, j.effective, j.points, j.receipts
    FROM journal j
    JOIN period_head h ON h.partition = j.partition AND j.seq <= h.seq AND j.kind < 10
    CROSS JOIN (SELECT 0 AS span UNION ALL SELECT 1) s
    UNION ALL
    SELECT span, collector, team, -amount, -effective, -points, -receipts FROM period_total
) AS both_sides
GROUP BY span, collector, team
HAVING sum(amount) <> 0 OR sum(effective) <> 0 OR sum(points) <> 0 OR sum(receipts) <> 0
LIMIT 10;
