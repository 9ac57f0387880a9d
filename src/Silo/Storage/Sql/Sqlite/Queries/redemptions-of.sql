-- Those of a collector, the newest first.
SELECT body FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.collector') = @collector
ORDER BY json_extract(body, '$.requestedAtMicros') DESC, id
LIMIT @limit;
