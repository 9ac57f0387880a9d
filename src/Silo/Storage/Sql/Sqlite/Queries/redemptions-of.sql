-- Of a collector: all that are open, and the last @over of those that are over; the oldest first.
SELECT body FROM (
  SELECT id, body, isOver, row_number() OVER (PARTITION BY isOver ORDER BY requestedAt DESC, id DESC) AS place, requestedAt FROM (
    SELECT id, body, json_extract(body, '$.requestedAtMicros') AS requestedAt,
      json_extract(body, '$.step') IN (7, 11) OR (json_extract(body, '$.step') = 5 AND NOT (coalesce(json_extract(body, '$.isByCode'), 0) AND json_extract(body, '$.shownAtMicros') IS NULL)) AS isOver
    FROM document
    WHERE kind = 'redemption' AND json_extract(body, '$.collector') = @collector AND json_extract(body, '$.step') <> 9))
WHERE NOT isOver OR place <= @over
ORDER BY requestedAt, id;
