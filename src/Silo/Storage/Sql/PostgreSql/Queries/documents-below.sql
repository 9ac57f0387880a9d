SELECT body FROM document WHERE kind = @kind AND id >= @from AND id < @to ORDER BY id DESC LIMIT @limit;
