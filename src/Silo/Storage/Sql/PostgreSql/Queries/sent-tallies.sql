SELECT sender, kind, count(*), sum(amount)::bigint
FROM sent_entry
WHERE at >= @from AND at < @to
GROUP BY sender, kind;
