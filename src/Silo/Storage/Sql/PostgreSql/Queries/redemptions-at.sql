-- Those that have come so far, the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND ((body::json ->> 'step')::int) = @step
ORDER BY ((body::json ->> 'requestedAtMicros')::bigint), id
LIMIT @limit OFFSET @offset;
