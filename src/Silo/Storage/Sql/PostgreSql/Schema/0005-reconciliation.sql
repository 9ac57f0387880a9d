CREATE INDEX journal_reversed_at ON journal (occurred_at) WHERE kind = 2;

-- The bank's rows, by the upload that brought them; the document of a day names the upload that counts.
CREATE TABLE bank_row (
    upload text COLLATE "C" NOT NULL,
    kind   integer NOT NULL,
    id     text COLLATE "C" NOT NULL,
    amount bigint  NOT NULL,
    PRIMARY KEY (upload, kind, id)
);

-- What senders sent: without our own corrections, without what takes a claimed receipt's place, and without what was taken back
-- with its import.
CREATE VIEW sent_entry AS
SELECT j.kind, j.entry_id, coalesce(j.details::json ->> 'from', 'unknown') COLLATE "C" AS sender, j.received_at AS at, j.amount, j.collector
FROM journal j
WHERE j.kind = 1 AND j.details::json ->> 'replaces' IS NULL
  AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.source = j.entry_id AND r.details::json ->> 'correction' = 'takenBack')
UNION ALL
SELECT j.kind, j.entry_id, coalesce(j.details::json ->> 'from', 'unknown') COLLATE "C" AS sender, j.occurred_at AS at, -j.amount AS amount, j.collector
FROM journal j
WHERE j.kind = 2 AND j.details::json ->> 'correction' IS NULL;
