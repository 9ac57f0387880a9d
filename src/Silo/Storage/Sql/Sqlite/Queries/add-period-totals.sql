INSERT INTO period_total (span, start, collector, team, amount, effective, points, receipts, last_occurred_at, last_posted_at)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9
FROM json_each(@totals)
WHERE true
ON CONFLICT (span, start, collector, team) DO UPDATE
SET amount = amount + excluded.amount,
    effective = effective + excluded.effective,
    points = points + excluded.points,
    receipts = receipts + excluded.receipts,
    last_occurred_at = max(last_occurred_at, excluded.last_occurred_at),
    last_posted_at = max(last_posted_at, excluded.last_posted_at);
