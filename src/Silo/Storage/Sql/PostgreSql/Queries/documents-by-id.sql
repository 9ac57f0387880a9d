SELECT id, body FROM document WHERE kind = @kind AND id = ANY (@ids) ORDER BY id;
