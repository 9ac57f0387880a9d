INSERT INTO bank_row (upload, kind, id, amount)
SELECT @upload, value ->> '$[0]', value ->> '$[1]', value ->> '$[2]'
FROM json_each(@rows)
WHERE true
ON CONFLICT (upload, kind, id) DO UPDATE SET amount = excluded.amount;
