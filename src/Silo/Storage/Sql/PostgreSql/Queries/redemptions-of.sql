-- Those of a collector, the newest first.
SELECT body FROM document
WHERE kind = 'redemption' AND ((body::json ->> 'collector')) = @collector
ORDER BY ((body::json ->> 'requestedAtMicros')::bigint) DESC, id
LIMIT @limit;
