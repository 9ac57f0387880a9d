SELECT partition, seq, posted_at, entry_id, kind, collector, team, account, amount, effective, points, receipts,
       received_at, occurred_at, vests_at, source, scheme, request_hash, details, hash,
       (SELECT coalesce(-sum(r.amount), 0)::bigint FROM journal r WHERE r.source = j.entry_id) AS reversed
FROM journal j
WHERE entry_id = ANY (@ids);
