-- Those in a state that are due, of one channel or (empty) of all, the first due first.
SELECT body FROM document
WHERE kind = 'notice' AND json_extract(body, '$.state') = @state AND json_extract(body, '$.dueMicros') <= @until
  AND (@channel = '' OR json_extract(body, '$.channel') = @channel)
ORDER BY json_extract(body, '$.dueMicros'), id
LIMIT @limit OFFSET @offset;
