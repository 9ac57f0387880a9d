-- Those in a state that are due and go by one channel, the first due first.
SELECT body FROM document
WHERE kind = 'notice' AND json_extract(body, '$.state') = @state AND json_extract(body, '$.dueMicros') <= @until AND json_extract(body, '$.channel') = @channel
ORDER BY json_extract(body, '$.dueMicros'), id
LIMIT @limit;
