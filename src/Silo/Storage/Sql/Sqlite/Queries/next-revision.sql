UPDATE document_revision SET value = value + @count RETURNING value;
