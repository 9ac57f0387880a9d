-- What everybody received before a moment, as in collector-earning-quarters.
SELECT j.collector, j.received_at / @quarter * @quarter AS start, sum(j.amount)::bigint,
       sum(CASE WHEN coalesce(s.details, j.details) LIKE '%"bucket":7,%' THEN j.amount ELSE 0 END)::bigint
FROM journal j LEFT JOIN journal s ON s.entry_id = j.source
WHERE j.received_at < @before AND j.collector <> @nobody AND j.kind <= 2 AND coalesce(s.details, j.details) NOT LIKE '%"excluded":%'
GROUP BY j.collector, start;
