-- What has expired or was spent and did not come back, and what is held: of entries after a number, up to another.
SELECT coalesce(sum(CASE WHEN kind IN (11, 14, 15) THEN points ELSE 0 END), 0),
       coalesce(sum(CASE WHEN kind BETWEEN 12 AND 14 THEN json_extract(details, '$.held') ELSE 0 END), 0)
FROM journal
WHERE collector = @collector AND kind > 3 AND kind BETWEEN 11 AND 15 AND seq > @after AND seq <= @to;
