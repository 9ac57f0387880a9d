-- How many there are, with each row of the page; alone when the page is empty.
WITH found AS (
    SELECT kind, entry_id, amount, collector, at, sender
    FROM sent_entry
    WHERE at >= @from AND at < @to AND sender = @source
)
SELECT total.total, page.kind, page.entry_id, page.amount, NULL, page.collector, page.at, page.sender
FROM (SELECT count(*) AS total FROM found) AS total
LEFT JOIN (SELECT * FROM found ORDER BY kind, entry_id LIMIT @limit OFFSET @offset) AS page ON true
ORDER BY page.kind, page.entry_id;
