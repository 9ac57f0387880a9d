-- Those of some collectors that have come so far and are in a state (0: any), the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.collector') IN (SELECT value FROM json_each(@collectors))
  AND json_extract(body, '$.step') = @step AND (@state = 0 OR json_extract(body, '$.state') = @state)
ORDER BY json_extract(body, '$.requestedAtMicros'), id
LIMIT @limit OFFSET @offset;
