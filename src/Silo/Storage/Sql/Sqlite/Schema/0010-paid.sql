-- What was spent on rewards, and paid as prizes, is summed up by the month.
CREATE INDEX journal_paid ON journal (occurred_at) WHERE kind IN (10, 14);
