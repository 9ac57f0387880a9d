-- Those of some collectors that have come so far and are in a state (0: any), the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND (body::json ->> 'collector') = ANY (@collectors)
  AND ((body::json ->> 'step')::int) = @step AND (@state = 0 OR ((body::json ->> 'state')::int) = @state)
ORDER BY ((body::json ->> 'requestedAtMicros')::bigint), id
LIMIT @limit OFFSET @offset;
