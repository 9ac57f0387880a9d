SELECT partition, seq, posted_at, entry_id, kind, collector, team, account, amount, effective, points, receipts,
       received_at, occurred_at, vests_at, source, scheme, request_hash, details, hash
FROM journal
WHERE collector = @collector AND kind > 3 AND kind < 10
ORDER BY seq;
