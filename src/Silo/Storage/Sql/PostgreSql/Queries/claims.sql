-- All that are open, and the newest of the others.
SELECT body
FROM (
    SELECT body, revision, row_number() OVER (PARTITION BY body::jsonb ->> 'isOpen' ORDER BY revision DESC) AS place, (body::jsonb ->> 'isOpen')::boolean AS is_open
    FROM document
    WHERE kind = @kind
) AS claims
WHERE is_open OR place <= @decided
ORDER BY is_open DESC, revision DESC;
