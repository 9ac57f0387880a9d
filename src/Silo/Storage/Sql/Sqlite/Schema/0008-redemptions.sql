-- Redemptions are looked for by how far they have come, and by whose they are.
CREATE INDEX document_redemption_step ON document (json_extract(body, '$.step'), json_extract(body, '$.requestedAtMicros'), id) WHERE kind = 'redemption';
CREATE INDEX document_redemption_collector ON document (json_extract(body, '$.collector'), json_extract(body, '$.requestedAtMicros')) WHERE kind = 'redemption';
