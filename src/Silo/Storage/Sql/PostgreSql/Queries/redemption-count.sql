SELECT count(*) FROM document
WHERE kind = 'redemption' AND ((body::json ->> 'step')::int) = @step AND (@state = 0 OR ((body::json ->> 'state')::int) = @state);
