-- What came back is summed up with what was spent.
CREATE INDEX journal_settled ON journal (occurred_at) WHERE kind IN (10, 14, 15);
DROP INDEX journal_paid;

-- What was handed over last is looked for when it comes back.
CREATE INDEX document_redemption_decided ON document (json_extract(body, '$.step'), json_extract(body, '$.decisions[#-1].atMicros') DESC, id) WHERE kind = 'redemption';
