-- Whom on the roster a person has been before, with a space between two.
ALTER TABLE person ADD COLUMN former_collector_ids text NOT NULL DEFAULT '';
