-- All of a collector, the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.collector') = @collector
ORDER BY json_extract(body, '$.requestedAtMicros'), id;
