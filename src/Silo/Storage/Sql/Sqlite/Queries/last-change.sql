SELECT coalesce(max(revision), 0) FROM document WHERE revision > @since AND kind IN (SELECT value FROM json_each(@kinds));
