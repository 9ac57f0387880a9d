-- What spent points on rewards, gave them back, and paid prizes, in a time.
SELECT entry_id, kind, collector, points, occurred_at, details FROM journal
WHERE kind IN (10, 14, 15) AND occurred_at >= @from AND occurred_at < @to
ORDER BY occurred_at, entry_id;
