INSERT INTO period_total AS t (span, start, collector, team, amount, effective, points, receipts, last_occurred_at, last_posted_at)
SELECT (value ->> 0)::integer, (value ->> 1)::bigint, value ->> 2, value ->> 3, (value ->> 4)::bigint, (value ->> 5)::bigint,
       (value ->> 6)::bigint, (value ->> 7)::bigint, (value ->> 8)::bigint, (value ->> 9)::bigint
FROM json_array_elements(@totals::json)
ON CONFLICT (span, start, collector, team) DO UPDATE
SET amount = t.amount + excluded.amount,
    effective = t.effective + excluded.effective,
    points = t.points + excluded.points,
    receipts = t.receipts + excluded.receipts,
    last_occurred_at = greatest(t.last_occurred_at, excluded.last_occurred_at),
    last_posted_at = greatest(t.last_posted_at, excluded.last_posted_at);
