SELECT id, secret_hash, display_name, role, collector_id, team_ids, invited_by, created_at_micros, expires_at_micros, ended_at_micros, person_id
FROM invitation
ORDER BY id;
