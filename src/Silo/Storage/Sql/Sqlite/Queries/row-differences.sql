-- How many there are, with each row of the page; alone when the page is empty. A row that only the bank has is looked up in the whole
-- journal: it may have come on another day, or from another source. (A full join would compare each with each.)
WITH ours AS MATERIALIZED (
    SELECT kind, entry_id, amount, collector, at, sender
    FROM sent_entry
    WHERE at >= @from AND at < @to AND sender = @source AND kind <= @kinds
), found AS MATERIALIZED (
    SELECT o.kind, o.entry_id, o.amount AS ours, b.amount AS theirs, o.collector, o.at, o.sender
    FROM ours o LEFT JOIN bank_row b ON b.upload = @upload AND b.kind = o.kind AND b.id = substr(o.entry_id, 5)
    WHERE b.amount IS NULL OR b.amount <> o.amount
    UNION ALL
    SELECT kind, CASE kind WHEN 1 THEN 'rec:' ELSE 'rev:' END || id, NULL, amount, NULL, NULL, NULL
    FROM bank_row
    WHERE upload = @upload AND CASE kind WHEN 1 THEN 'rec:' ELSE 'rev:' END || id NOT IN (SELECT entry_id FROM ours)
)
SELECT total.total, page.kind, page.entry_id, page.ours, page.theirs, coalesce(page.collector, e.collector),
       coalesce(page.at, CASE e.kind WHEN 1 THEN e.received_at ELSE e.occurred_at END),
       coalesce(page.sender, CASE WHEN e.kind IS NULL THEN NULL ELSE coalesce(e.details ->> '$.from', 'unknown') END)
FROM (SELECT count(*) AS total FROM found) AS total
LEFT JOIN (SELECT * FROM found ORDER BY kind, entry_id LIMIT @limit OFFSET @offset) AS page ON true
LEFT JOIN journal e ON e.entry_id = page.entry_id AND page.ours IS NULL
ORDER BY page.kind, page.entry_id;
