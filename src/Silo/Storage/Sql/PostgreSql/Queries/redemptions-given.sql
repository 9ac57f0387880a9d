-- Those handed over since a moment, and what they cost.
SELECT (body::json ->> 'collector') AS whose, count(*), sum((body::json ->> 'valueMinor')::bigint)::bigint FROM document
WHERE kind = 'redemption' AND (body::json ->> 'collector') = ANY (@collectors)
  AND (body::json ->> 'state')::int = 3 AND (body::json -> 'decisions' -> -1 ->> 'atMicros')::bigint >= @since
GROUP BY whose;
