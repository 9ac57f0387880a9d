INSERT INTO account_snapshot (id, as_of, collector, days_past_due, request_hash, body, flags)
VALUES (@id, @asOf, @collector, @daysPastDue, @requestHash, @body, @flags)
ON CONFLICT (id, as_of) DO NOTHING;
