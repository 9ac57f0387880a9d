-- Of a collector: all that are open, and the last @over of those that are over; the oldest first.
SELECT body FROM (
  SELECT id, body, isOver, row_number() OVER (PARTITION BY isOver ORDER BY requestedAt DESC, id DESC) AS place, requestedAt FROM (
    SELECT id, body, (body::json ->> 'requestedAtMicros')::bigint AS requestedAt,
      (body::json ->> 'step')::int IN (7, 11) OR ((body::json ->> 'step')::int = 5 AND NOT (coalesce((body::json ->> 'isByCode')::boolean, false) AND (body::json ->> 'shownAtMicros') IS NULL)) AS isOver
    FROM document
    WHERE kind = 'redemption' AND (body::json ->> 'collector') = @collector AND (body::json ->> 'step')::int <> 9) AS theirs) AS placed
WHERE NOT isOver OR place <= @over
ORDER BY requestedAt, id;
