INSERT INTO entry_note (entry_id, note) VALUES (@id, @note) ON CONFLICT (entry_id) DO NOTHING;
