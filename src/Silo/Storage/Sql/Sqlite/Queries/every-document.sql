-- Keys of forms and cookies lie in files when there is one process.
SELECT kind, id, version, revision, body FROM document WHERE kind <> 'page-key' ORDER BY kind, id;
