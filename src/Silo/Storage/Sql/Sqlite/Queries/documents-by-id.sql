SELECT id, body FROM document WHERE kind = @kind AND id IN (SELECT value FROM json_each(@ids)) ORDER BY id;
