-- All of a collector, the oldest first.
SELECT body FROM document
WHERE kind = 'redemption' AND (body::json ->> 'collector') = @collector
ORDER BY ((body::json ->> 'requestedAtMicros')::bigint), id;
