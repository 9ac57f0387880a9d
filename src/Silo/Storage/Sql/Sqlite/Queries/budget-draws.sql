SELECT body FROM document
WHERE kind = 'budget-draw' AND json_extract(body, '$.budget') = @budget
ORDER BY json_extract(body, '$.atMicros') DESC, id DESC LIMIT @limit;
