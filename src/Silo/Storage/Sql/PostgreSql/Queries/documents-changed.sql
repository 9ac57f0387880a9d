SELECT id, revision FROM document WHERE kind = @kind AND revision > @since ORDER BY revision;
