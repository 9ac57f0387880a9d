-- What has expired or was spent, and what is held: of entries after a number, up to another.
SELECT coalesce(sum(CASE WHEN kind IN (11, 14) THEN points ELSE 0 END), 0)::bigint,
       coalesce(sum(CASE WHEN kind BETWEEN 12 AND 14 THEN (details::json ->> 'held')::bigint ELSE 0 END), 0)::bigint
FROM journal
WHERE collector = @collector AND kind > 3 AND kind BETWEEN 11 AND 14 AND seq > @after AND seq <= @to;
