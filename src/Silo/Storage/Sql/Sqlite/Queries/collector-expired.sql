SELECT coalesce(sum(points), 0)
FROM journal
WHERE collector = @collector AND kind > 3 AND kind = 11 AND seq > @after AND seq <= @to;
