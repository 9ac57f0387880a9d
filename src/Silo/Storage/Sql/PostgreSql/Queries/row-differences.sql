-- How many there are, with each row of the page; alone when the page is empty. A row that only the bank has is looked up in the whole
-- journal: it may have come on another day, or from another source.
WITH ours AS (
    SELECT kind, entry_id, amount, collector, at, sender
    FROM sent_entry
    WHERE at >= @from AND at < @to AND sender = @source AND kind <= @kinds
), theirs AS (
    SELECT kind, CASE kind WHEN 1 THEN 'rec:' ELSE 'rev:' END || id AS entry_id, amount
    FROM bank_row
    WHERE upload = @upload
), found AS (
    SELECT coalesce(o.kind, t.kind) AS kind, coalesce(o.entry_id, t.entry_id) AS entry_id, o.amount AS ours, t.amount AS theirs, o.collector, o.at, o.sender
    FROM ours o FULL JOIN theirs t ON t.entry_id = o.entry_id
    WHERE o.amount IS NULL OR t.amount IS NULL OR o.amount <> t.amount
)
SELECT total.total, page.kind, page.entry_id, page.ours, page.theirs, coalesce(page.collector, e.collector),
       coalesce(page.at, CASE e.kind WHEN 1 THEN e.received_at ELSE e.occurred_at END),
       coalesce(page.sender, CASE WHEN e.kind IS NULL THEN NULL ELSE coalesce(e.details::json ->> 'from', 'unknown') END)
FROM (SELECT count(*) AS total FROM found) AS total
LEFT JOIN (SELECT * FROM found ORDER BY kind, entry_id LIMIT @limit OFFSET @offset) AS page ON true
LEFT JOIN journal e ON e.entry_id = page.entry_id AND page.ours IS NULL
ORDER BY page.kind, page.entry_id;
