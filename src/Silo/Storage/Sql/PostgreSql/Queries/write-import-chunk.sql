INSERT INTO import_chunk (import_id, part, number, bytes) VALUES (@import, @part, @number, @bytes)
ON CONFLICT (import_id, part, number) DO UPDATE SET bytes = excluded.bytes;
