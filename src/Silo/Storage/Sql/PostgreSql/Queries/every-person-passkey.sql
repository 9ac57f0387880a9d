SELECT credential_id, user_id, data::text AS data
FROM person_passkey
ORDER BY credential_id;
