INSERT INTO document (kind, id, version, revision, body)
SELECT @kind, @id, 1, @revision, @body
WHERE @version = 0 OR EXISTS (SELECT 1 FROM document WHERE kind = @kind AND id = @id)
ON CONFLICT (kind, id) DO UPDATE
SET version = document.version + 1, revision = excluded.revision, body = excluded.body
WHERE document.version = @version
RETURNING version;
