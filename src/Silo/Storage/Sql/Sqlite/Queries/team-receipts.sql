-- Receipts credited to a team in a window, each with what is left of it, in the order in which they came in; and whether it earns nothing.
SELECT coalesce(source, entry_id) AS receipt, collector, received_at, sum(amount), max(CASE WHEN details LIKE '%"excluded":%' THEN 1 ELSE 0 END)
FROM journal
WHERE team = @team AND kind <= 2 AND received_at >= @from AND received_at < @to
GROUP BY receipt, collector, received_at
ORDER BY received_at, receipt;
