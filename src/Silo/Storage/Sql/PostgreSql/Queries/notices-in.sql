-- Those in a state that are due, the first due first.
SELECT body FROM document
WHERE kind = 'notice' AND ((body::json ->> 'state')::int) = @state AND ((body::json ->> 'dueMicros')::bigint) <= @until
ORDER BY ((body::json ->> 'dueMicros')::bigint), id
LIMIT @limit OFFSET @offset;
