-- Each only on the version it says; one that is not there comes out as a row less.
INSERT INTO document (kind, id, version, revision, body)
SELECT kind, id, version + 1, revision, body
FROM json_to_recordset(@rows::json) AS r (kind text, id text, version bigint, revision bigint, body text)
-- Looked up one by one: to EXISTS the planner would answer by reading the whole table.
WHERE version = 0 OR (SELECT true FROM document d WHERE d.kind = r.kind AND d.id = r.id LIMIT 1)
ON CONFLICT (kind, id) DO UPDATE
SET version = excluded.version, revision = excluded.revision, body = excluded.body
WHERE document.version = excluded.version - 1
RETURNING version;
