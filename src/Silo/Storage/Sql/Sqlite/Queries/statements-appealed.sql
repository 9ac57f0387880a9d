-- Statements whose last appeal waits for an answer.
SELECT id FROM document
WHERE kind = 'statement' AND json_extract(body, '$.signature') IS NULL
  AND json_array_length(body, '$.appeals') > 0 AND json_extract(body, '$.appeals[#-1].verdict') IS NULL
ORDER BY id;
