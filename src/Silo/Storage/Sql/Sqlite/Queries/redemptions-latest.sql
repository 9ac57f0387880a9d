-- Those that have come so far and are in a state (0: any), the last decided about first.
SELECT body FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.step') = @step AND (@state = 0 OR json_extract(body, '$.state') = @state)
ORDER BY json_extract(body, '$.decisions[#-1].atMicros') DESC, id
LIMIT @limit;
