-- Each only on the version it says; one that is not there comes out as a row less.
INSERT INTO document (kind, id, version, revision, body)
SELECT value ->> 'kind', value ->> 'id', (value ->> 'version') + 1, value ->> 'revision', value ->> 'body'
FROM json_each(@rows)
WHERE value ->> 'version' = 0 OR EXISTS (SELECT 1 FROM document d WHERE d.kind = value ->> 'kind' AND d.id = value ->> 'id')
ON CONFLICT (kind, id) DO UPDATE
SET version = excluded.version, revision = excluded.revision, body = excluded.body
WHERE document.version = excluded.version - 1
RETURNING version;
