-- Redemptions are looked for by how far they have come, and by whose they are.
CREATE INDEX document_redemption_step ON document (((body::json ->> 'step')::int), ((body::json ->> 'requestedAtMicros')::bigint), id) WHERE kind = 'redemption';
CREATE INDEX document_redemption_collector ON document (((body::json ->> 'collector')), ((body::json ->> 'requestedAtMicros')::bigint)) WHERE kind = 'redemption';
