-- What each caller has drawn on an envelope is a document of its own; the envelope keeps the sums.
INSERT INTO document (kind, id, version, revision, body)
SELECT 'budget-draw', b.id || '/' || (d.value ->> 'id'), 1, b.revision, (d.value || jsonb_build_object('budget', b.id))::text
FROM document b, jsonb_array_elements(b.body::jsonb -> 'draws') d
WHERE b.kind = 'budget' AND (b.body::json ->> 'schema')::int = 1;
UPDATE document SET body = ((body::jsonb - 'draws') || jsonb_build_object(
    'schema', 2,
    'reserved', (SELECT coalesce(sum((d.value ->> 'asked')::bigint), 0) FROM jsonb_array_elements(body::jsonb -> 'draws') d WHERE (d.value ->> 'state')::int = 1),
    'spent', (SELECT coalesce(sum((d.value ->> 'spent')::bigint), 0) FROM jsonb_array_elements(body::jsonb -> 'draws') d),
    'drawCount', coalesce(jsonb_array_length(body::jsonb -> 'draws'), 0)))::text
WHERE kind = 'budget' AND (body::json ->> 'schema')::int = 1;
CREATE INDEX document_budget_draw ON document (((body::json ->> 'budget')), ((body::json ->> 'atMicros')::bigint)) WHERE kind = 'budget-draw';
