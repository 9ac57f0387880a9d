-- Those in a state that are due, the first due first.
SELECT body FROM document
WHERE kind = 'notice' AND json_extract(body, '$.state') = @state AND json_extract(body, '$.dueMicros') <= @until
ORDER BY json_extract(body, '$.dueMicros'), id
LIMIT @limit OFFSET @offset;
