DELETE FROM entry_note WHERE entry_id = @id;
