SELECT id, as_of, collector, days_past_due, request_hash, flags
FROM account_snapshot
WHERE id = ANY (@ids)
ORDER BY id, as_of;
