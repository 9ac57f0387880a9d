SELECT coalesce(max(revision), 0) FROM document WHERE revision > @since AND kind = ANY (@kinds);
