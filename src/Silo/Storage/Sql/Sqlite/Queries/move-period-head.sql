-- Nobody else has moved it since it was read, or nothing happens.
INSERT INTO period_head (partition, seq, occurred_before)
SELECT @partition, @new, @before
WHERE @old = 0 OR EXISTS (SELECT 1 FROM period_head WHERE partition = @partition AND seq = @old)
ON CONFLICT (partition) DO UPDATE
SET seq = excluded.seq, occurred_before = max(period_head.occurred_before, excluded.occurred_before)
WHERE period_head.seq = @old;
