SELECT id, as_of, collector, days_past_due,
       coalesce(body ->> '$.principalMinor', 0) + coalesce(body ->> '$.onBalanceInterestMinor', 0) + coalesce(body ->> '$.offBalanceInterestMinor', 0),
       body ->> '$.placedAtMicros', body ->> '$.product', body ->> '$.secured'
FROM account_snapshot
WHERE as_of < @to OR body ->> '$.placedAtMicros' < @to
ORDER BY id, as_of;
