-- Those that have come so far, were asked for until a time, and nobody was reminded of, the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.step') = @step AND json_extract(body, '$.requestedAtMicros') <= @before AND json_extract(body, '$.' || @mark) IS NULL
ORDER BY json_extract(body, '$.requestedAtMicros'), id
LIMIT @limit OFFSET @offset;
