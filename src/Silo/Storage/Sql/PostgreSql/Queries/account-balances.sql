SELECT s.id, s.as_of, s.collector, s.days_past_due,
       coalesce((b.j ->> 'principalMinor')::bigint, 0) + coalesce((b.j ->> 'onBalanceInterestMinor')::bigint, 0) + coalesce((b.j ->> 'offBalanceInterestMinor')::bigint, 0),
       (b.j ->> 'placedAtMicros')::bigint, b.j ->> 'product', (b.j ->> 'secured')::boolean::integer::bigint
FROM account_snapshot s
CROSS JOIN LATERAL (SELECT s.body::json AS j) b
WHERE s.as_of < @to OR (b.j ->> 'placedAtMicros')::bigint < @to
ORDER BY s.id, s.as_of;
