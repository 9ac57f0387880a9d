SELECT coalesce(sum(amount), 0)::bigint, coalesce(sum(effective), 0)::bigint,
       coalesce(sum(points), 0)::bigint, coalesce(sum(receipts), 0)::bigint
FROM journal
WHERE kind < 10 AND team = @team;
