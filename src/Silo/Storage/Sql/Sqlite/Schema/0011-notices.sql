-- Notices are looked for by how far they have come, and by when they are due.
CREATE INDEX document_notice_due ON document (json_extract(body, '$.state'), json_extract(body, '$.dueMicros'), id) WHERE kind = 'notice';
