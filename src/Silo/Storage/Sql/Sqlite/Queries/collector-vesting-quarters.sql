SELECT vests_at / @quarter * @quarter AS vests, sum(points)
FROM journal
WHERE collector = @collector
GROUP BY vests;
