SELECT as_of, collector, days_past_due, body, flags
FROM account_snapshot
WHERE id = @id
ORDER BY as_of;
