-- Files that came only half have chunks and no record.
SELECT DISTINCT import_id FROM import_chunk WHERE import_id NOT IN (SELECT id FROM document WHERE kind = 'import');
