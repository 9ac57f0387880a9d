-- Who may decide about redemptions for somebody else, and until when (exclusive).
ALTER TABLE person ADD COLUMN decides_until_micros bigint;
ALTER TABLE person ADD COLUMN decides_for_id text;
