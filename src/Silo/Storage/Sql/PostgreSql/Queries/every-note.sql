SELECT entry_id, note FROM entry_note ORDER BY entry_id;
