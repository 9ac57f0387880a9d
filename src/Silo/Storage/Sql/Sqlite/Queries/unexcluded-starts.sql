-- For which teams some collectors brought in anything that is not of a flagged account, and the first of it.
SELECT j.collector, j.team, j.partition, min(j.seq), min(j.posted_at), min(j.received_at)
FROM journal j
LEFT JOIN journal s ON j.kind = 2 AND s.entry_id = j.source
WHERE j.kind < 10 AND j.collector IN (SELECT value FROM json_each(@collectors)) AND j.received_at >= @from AND j.received_at < @to
      AND (CASE WHEN j.kind = 1 THEN j.details ->> '$.excluded' WHEN j.kind = 2 THEN s.details ->> '$.excluded' END) IS NULL
GROUP BY j.collector, j.team, j.partition;
