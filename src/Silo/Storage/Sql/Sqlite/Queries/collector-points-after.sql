SELECT max(seq), sum(points), CASE WHEN vests_at > @now THEN vests_at ELSE 0 END AS vests
FROM journal
WHERE collector = @collector AND seq > @after
GROUP BY vests;
