INSERT INTO account_snapshot (id, as_of, collector, days_past_due, request_hash, body)
VALUES (@id, @asOf, @collector, @daysPastDue, @requestHash, @body)
ON CONFLICT (id, as_of) DO NOTHING;
