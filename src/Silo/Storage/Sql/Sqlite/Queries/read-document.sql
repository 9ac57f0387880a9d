SELECT version, body FROM document WHERE kind = @kind AND id = @id;
