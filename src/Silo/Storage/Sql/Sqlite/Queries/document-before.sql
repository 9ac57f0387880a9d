SELECT body FROM document WHERE kind = @kind AND id < @id ORDER BY id DESC LIMIT 1;
