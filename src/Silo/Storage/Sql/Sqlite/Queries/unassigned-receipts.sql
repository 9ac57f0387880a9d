-- What is left of receipts that nobody was credited with, the newest first.
SELECT entry_id, account, amount, remaining, received_at, details
FROM (
    SELECT j.entry_id, j.account, j.amount, j.received_at, j.details,
           j.amount + (SELECT coalesce(sum(r.amount), 0) FROM journal r WHERE r.source = j.entry_id) AS remaining
    FROM journal j
    WHERE j.collector = 'unassigned' AND j.kind = 1
) AS waiting
WHERE remaining > 0
ORDER BY received_at DESC, entry_id
LIMIT @limit OFFSET @offset;
