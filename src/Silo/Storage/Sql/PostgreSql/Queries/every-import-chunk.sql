SELECT import_id, part, number, bytes FROM import_chunk ORDER BY import_id, part, number;
