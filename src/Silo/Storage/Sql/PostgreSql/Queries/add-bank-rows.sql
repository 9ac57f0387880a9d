INSERT INTO bank_row (upload, kind, id, amount)
SELECT @upload, (value ->> 0)::integer, value ->> 1, (value ->> 2)::bigint
FROM json_array_elements(@rows::json) AS given (value)
ON CONFLICT (upload, kind, id) DO UPDATE SET amount = excluded.amount;
