SELECT id, body FROM document WHERE kind = @kind ORDER BY id;
