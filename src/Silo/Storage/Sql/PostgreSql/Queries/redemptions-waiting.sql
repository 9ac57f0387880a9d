-- Those that wait for who decides (0) or for others (1), the oldest first. A text is looked for before it is read: few are anybody's own.
SELECT body FROM document
WHERE kind = 'redemption' AND ((body::json ->> 'step')::int) = @step AND (@search = '' OR strpos(lower((body::json ->> 'rewardName')), lower(@search)) > 0 OR (body::json ->> 'collector') = ANY (@found))
  AND @others = CASE WHEN (strpos(body, @by) > 0 AND @by IN ((body::json ->> 'requestedBy'), (body::json ->> 'firstApprovedBy')))
    OR (cardinality(@selves) > 0 AND (body::json ->> 'collector') = ANY (@selves))
    OR (@manager <> '' AND ((body::json ->> 'needsTwo')::boolean OR (body::json ->> 'requestedBy') = @manager)) THEN 1 ELSE 0 END
ORDER BY ((body::json ->> 'requestedAtMicros')::bigint), id
LIMIT @limit OFFSET @offset;
