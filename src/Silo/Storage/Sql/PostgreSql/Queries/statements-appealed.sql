-- Statements whose last appeal waits for an answer.
SELECT id FROM document
WHERE kind = 'statement' AND (body::json ->> 'signature') IS NULL
  AND json_array_length(body::json -> 'appeals') > 0 AND (body::json -> 'appeals' -> -1 ->> 'verdict') IS NULL
ORDER BY id;
