SELECT vests_at / @quarter * @quarter AS vests, sum(points)::bigint
FROM journal
WHERE collector = @collector
GROUP BY vests;
