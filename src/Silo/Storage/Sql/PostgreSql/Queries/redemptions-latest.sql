-- Those that have come so far and are in a state (0: any), the last decided about first.
SELECT body FROM document
WHERE kind = 'redemption' AND ((body::json ->> 'step')::int) = @step AND (@state = 0 OR ((body::json ->> 'state')::int) = @state)
ORDER BY ((body::json -> 'decisions' -> -1 ->> 'atMicros')::bigint) DESC, id
LIMIT @limit;
