SELECT entry_id, note FROM entry_note WHERE entry_id = ANY (@ids);
