SELECT entry_id, kind, points, vests_at
FROM journal
WHERE collector = @collector AND kind > 3 AND kind >= 10
ORDER BY seq;
