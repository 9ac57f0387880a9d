-- Those that wait for who decides (0) or for others (1), the oldest first. A text is looked for before it is read: few are anybody's own.
SELECT body FROM document
WHERE kind = 'redemption' AND json_extract(body, '$.step') = @step AND (@search = '' OR instr(lower(json_extract(body, '$.rewardName')), lower(@search)) > 0 OR json_extract(body, '$.collector') IN (SELECT value FROM json_each(@found)))
  AND @others = CASE WHEN (instr(body, @by) > 0 AND @by IN (json_extract(body, '$.requestedBy'), json_extract(body, '$.firstApprovedBy')))
    OR (@selves <> '[]' AND json_extract(body, '$.collector') IN (SELECT value FROM json_each(@selves)))
    OR (@manager <> '' AND (json_extract(body, '$.needsTwo') OR json_extract(body, '$.requestedBy') = @manager)) THEN 1 ELSE 0 END
ORDER BY json_extract(body, '$.requestedAtMicros'), id
LIMIT @limit OFFSET @offset;
