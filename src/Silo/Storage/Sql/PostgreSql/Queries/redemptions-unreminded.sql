-- Those that have come so far, were asked for until a time, and nobody was reminded of, the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND ((body::json ->> 'step')::int) = @step AND ((body::json ->> 'requestedAtMicros')::bigint) <= @before AND (body::json ->> @mark) IS NULL
ORDER BY ((body::json ->> 'requestedAtMicros')::bigint), id
LIMIT @limit OFFSET @offset;
