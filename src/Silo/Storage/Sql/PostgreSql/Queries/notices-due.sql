-- Those in a state that are due and go by one channel, the first due first.
SELECT body FROM document
WHERE kind = 'notice' AND ((body::json ->> 'state')::int) = @state AND ((body::json ->> 'dueMicros')::bigint) <= @until AND body::json ->> 'channel' = @channel
ORDER BY ((body::json ->> 'dueMicros')::bigint), id
LIMIT @limit;
