-- Those that have come so far, the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.step') = @step
ORDER BY json_extract(body, '$.requestedAtMicros'), id
LIMIT @limit OFFSET @offset;
