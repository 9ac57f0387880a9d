-- Those in a state that are due, of one channel or (empty) of all, the first due first.
SELECT body FROM document
WHERE kind = 'notice' AND ((body::json ->> 'state')::int) = @state AND ((body::json ->> 'dueMicros')::bigint) <= @until
  AND (@channel = '' OR body::json ->> 'channel' = @channel)
ORDER BY ((body::json ->> 'dueMicros')::bigint), id
LIMIT @limit OFFSET @offset;
