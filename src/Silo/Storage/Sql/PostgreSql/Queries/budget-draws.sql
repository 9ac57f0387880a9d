SELECT body FROM document
WHERE kind = 'budget-draw' AND (body::json ->> 'budget') = @budget
ORDER BY (body::json ->> 'atMicros')::bigint DESC, id DESC LIMIT @limit;
