-- Notices are looked for by how far they have come, and by when they are due.
CREATE INDEX document_notice_due ON document (((body::json ->> 'state')::int), ((body::json ->> 'dueMicros')::bigint), id) WHERE kind = 'notice';
