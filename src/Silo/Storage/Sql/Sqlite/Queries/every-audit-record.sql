SELECT id, at_micros, actor_id, actor_name, address, action, subject, before, after
FROM audit
ORDER BY id;
