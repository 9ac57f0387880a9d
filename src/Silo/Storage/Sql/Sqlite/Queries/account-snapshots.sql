SELECT id, as_of, collector, days_past_due, request_hash, flags
FROM account_snapshot
WHERE id IN (SELECT value FROM json_each(@ids))
ORDER BY id, as_of;
