SELECT entry_id, kind, source, account, team, amount, points, received_at, occurred_at, vests_at
FROM journal
WHERE collector = @collector AND received_at >= @from AND received_at < @to AND kind <= 3;
