SELECT (SELECT min(received_at) FROM journal), (SELECT max(received_at) FROM journal);
