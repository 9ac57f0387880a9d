-- Those handed over since a moment, and what they cost.
SELECT json_extract(body, '$.collector') AS whose, count(*), sum(json_extract(body, '$.valueMinor')) FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.collector') IN (SELECT value FROM json_each(@collectors))
  AND json_extract(body, '$.state') = 3 AND json_extract(body, '$.decisions[#-1].atMicros') >= @since
GROUP BY whose;
