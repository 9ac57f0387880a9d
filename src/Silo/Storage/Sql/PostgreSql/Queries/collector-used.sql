-- What has expired or was spent and did not come back, and what is held: of entries after a number, up to another.
SELECT coalesce(sum(CASE WHEN kind IN (11, 14, 15) THEN points ELSE 0 END), 0)::bigint,
       coalesce(sum(CASE WHEN kind BETWEEN 12 AND 14 THEN (details::json ->> 'held')::bigint ELSE 0 END), 0)::bigint
FROM journal
WHERE collector = @collector AND kind > 3 AND kind BETWEEN 11 AND 15 AND seq > @after AND seq <= @to;
