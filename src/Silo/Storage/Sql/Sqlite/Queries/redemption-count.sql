SELECT count(*) FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.step') = @step AND (@state = 0 OR json_extract(body, '$.state') = @state);
