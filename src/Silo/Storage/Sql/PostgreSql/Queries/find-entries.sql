SELECT entry_id, partition, seq, collector, request_hash, points, hash, posted_at
FROM journal
WHERE entry_id = ANY (@ids);
