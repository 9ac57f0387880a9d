SELECT count(*), coalesce(sum(remaining), 0)
FROM (
    SELECT j.amount + (SELECT coalesce(sum(r.amount), 0) FROM journal r WHERE r.source = j.entry_id) AS remaining
    FROM journal j
    WHERE j.collector = 'unassigned' AND j.kind = 1
) AS waiting
WHERE remaining > 0;
