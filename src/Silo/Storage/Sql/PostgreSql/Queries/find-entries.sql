SELECT entry_id, partition, seq, collector, request_hash, points, hash
FROM journal
WHERE entry_id = ANY (@ids);
