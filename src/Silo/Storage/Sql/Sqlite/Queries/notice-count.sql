SELECT count(*) FROM document WHERE kind = 'notice' AND json_extract(body, '$.state') = @state;
