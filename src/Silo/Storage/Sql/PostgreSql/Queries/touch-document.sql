INSERT INTO document (kind, id, version, revision, body)
VALUES (@kind, @id, 1, @revision, '{}')
ON CONFLICT (kind, id) DO UPDATE
SET version = document.version + 1, revision = excluded.revision;
