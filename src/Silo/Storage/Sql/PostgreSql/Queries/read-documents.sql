-- By the place of each in what was asked for, from 0; what is not there comes out as a row less.
SELECT asked.place - 1, d.version, d.body
FROM unnest(@kinds, @ids) WITH ORDINALITY AS asked (kind, id, place)
-- Looked up one by one: whatever the planner thinks of how many are asked for, it must not read the whole table.
CROSS JOIN LATERAL (SELECT version, body FROM document WHERE document.kind = asked.kind AND document.id = asked.id LIMIT 1) AS d;
