-- What each caller has drawn on an envelope is a document of its own; the envelope keeps the sums.
INSERT INTO document (kind, id, version, revision, body)
SELECT 'budget-draw', b.id || '/' || json_extract(d.value, '$.id'), 1, b.revision, json_set(d.value, '$.budget', b.id)
FROM document b, json_each(b.body, '$.draws') d
WHERE b.kind = 'budget' AND json_extract(b.body, '$.schema') = 1;
UPDATE document SET body = json_set(
    json_remove(body, '$.draws', '$.schema'),
    '$.schema', 2,
    '$.reserved', (SELECT coalesce(sum(json_extract(d.value, '$.asked')), 0) FROM json_each(body, '$.draws') d WHERE json_extract(d.value, '$.state') = 1),
    '$.spent', (SELECT coalesce(sum(json_extract(d.value, '$.spent')), 0) FROM json_each(body, '$.draws') d),
    '$.drawCount', coalesce(json_array_length(body, '$.draws'), 0))
WHERE kind = 'budget' AND json_extract(body, '$.schema') = 1;
CREATE INDEX document_budget_draw ON document (json_extract(body, '$.budget'), json_extract(body, '$.atMicros')) WHERE kind = 'budget-draw';
