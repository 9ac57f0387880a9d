-- What a collector received, by quarters of an hour, less what was taken back; without what earns nothing. The second sum is that of accounts in bucket M6+.
SELECT j.received_at / @quarter * @quarter AS start, sum(j.amount)::bigint,
       sum(CASE WHEN coalesce(s.details, j.details) LIKE '%"bucket":7,%' THEN j.amount ELSE 0 END)::bigint
FROM journal j LEFT JOIN journal s ON s.entry_id = j.source
WHERE j.collector = @collector AND j.kind <= 2 AND coalesce(s.details, j.details) NOT LIKE '%"excluded":%'
GROUP BY start;
