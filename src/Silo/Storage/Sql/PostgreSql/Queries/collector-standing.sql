-- The balance when a time began; of that at its end, what could not be spent yet at a moment, and what was held.
SELECT coalesce(sum(CASE WHEN occurred_at < @from THEN points ELSE 0 END), 0)::bigint,
       coalesce(sum(CASE WHEN vests_at > @at THEN points ELSE 0 END), 0)::bigint,
       coalesce(sum(CASE WHEN kind BETWEEN 12 AND 14 THEN (details::json ->> 'held')::bigint ELSE 0 END), 0)::bigint
FROM journal
WHERE collector = @collector AND occurred_at < @to;
