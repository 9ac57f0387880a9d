SELECT id, person_id, created_at_micros, seen_at_micros, address, agent, ended_at_micros
FROM person_session
ORDER BY id COLLATE "C";
