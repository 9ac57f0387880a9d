SELECT id, display_name, role, collector_id, team_ids, created_at_micros, disabled_at_micros, user_name, normalized_user_name, password_hash, security_stamp, concurrency_stamp
FROM person
ORDER BY id COLLATE "C";
