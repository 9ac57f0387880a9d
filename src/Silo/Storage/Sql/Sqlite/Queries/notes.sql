SELECT entry_id, note FROM entry_note WHERE entry_id IN (SELECT value FROM json_each(@ids));
