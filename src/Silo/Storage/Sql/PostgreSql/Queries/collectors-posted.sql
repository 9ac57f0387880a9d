SELECT DISTINCT collector
FROM journal
WHERE partition = @partition AND seq > @after AND seq <= @to AND kind <= 2;
