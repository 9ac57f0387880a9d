SELECT coalesce(sum(amount), 0), coalesce(sum(effective), 0), coalesce(sum(points), 0), coalesce(sum(receipts), 0)
FROM journal
WHERE kind < 10 AND team = @team;
