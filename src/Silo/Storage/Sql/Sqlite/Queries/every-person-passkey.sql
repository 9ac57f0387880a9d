SELECT credential_id, user_id, data
FROM person_passkey
ORDER BY credential_id;
