SELECT entry_id, kind, points, vests_at, CASE WHEN kind BETWEEN 12 AND 14 THEN json_extract(details, '$.held') ELSE 0 END
FROM journal
WHERE collector = @collector AND kind > 3 AND kind >= 10
ORDER BY seq;
