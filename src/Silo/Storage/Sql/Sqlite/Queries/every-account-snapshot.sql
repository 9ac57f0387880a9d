SELECT id, as_of, collector, days_past_due, request_hash, body, flags FROM account_snapshot ORDER BY id, as_of;
