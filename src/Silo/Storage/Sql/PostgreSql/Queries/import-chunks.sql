SELECT number FROM import_chunk WHERE import_id = @import AND part = @part ORDER BY number;
