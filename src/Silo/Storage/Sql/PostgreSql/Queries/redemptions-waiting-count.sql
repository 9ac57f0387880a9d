-- How many wait, for who decides (0) and for others (1).
SELECT CASE WHEN (strpos(body, @by) > 0 AND @by IN ((body::json ->> 'requestedBy'), (body::json ->> 'firstApprovedBy')))
    OR (cardinality(@selves) > 0 AND (body::json ->> 'collector') = ANY (@selves))
    OR (@manager <> '' AND ((body::json ->> 'needsTwo')::boolean OR (body::json ->> 'requestedBy') = @manager)) THEN 1 ELSE 0 END AS others, count(*) FROM document
WHERE kind = 'redemption' AND ((body::json ->> 'step')::int) = @step AND (@search = '' OR strpos(lower((body::json ->> 'rewardName')), lower(@search)) > 0 OR (body::json ->> 'collector') = ANY (@found))
GROUP BY 1;
