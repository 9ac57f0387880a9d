SELECT entry_id, partition, seq, collector, request_hash, points, hash
FROM journal
WHERE entry_id IN (SELECT value FROM json_each(@ids));
