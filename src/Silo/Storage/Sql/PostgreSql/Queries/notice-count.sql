SELECT count(*) FROM document WHERE kind = 'notice' AND ((body::json ->> 'state')::int) = @state;
