SELECT kind, id, body, revision FROM document WHERE revision > @revision AND kind IN ('collector', 'team') ORDER BY revision;
