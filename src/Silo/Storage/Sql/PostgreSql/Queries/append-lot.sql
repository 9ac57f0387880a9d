-- One statement, one transaction, one fsync. A head that is not where we left it keeps its partition's rows out.
WITH moved AS (
    UPDATE ledger_head h
    SET seq = m.new_seq, hash = m.new_hash
    FROM unnest(@head_partition, @head_old, @head_new, @head_hash) AS m (partition, old_seq, new_seq, new_hash)
    WHERE h.partition = m.partition AND h.seq = m.old_seq
    RETURNING h.partition
), written AS (
    INSERT INTO journal (partition, seq, posted_at, entry_id, kind, collector, team, account, amount, effective, points, receipts,
                         received_at, occurred_at, vests_at, source, scheme, request_hash, details, hash)
    SELECT r.partition, r.seq, @posted_at, r.entry_id, r.kind, r.collector, r.team, r.account, r.amount, r.effective, r.points, r.receipts,
           r.received_at, r.occurred_at, r.vests_at, r.source, r.scheme, r.request_hash, r.details, r.hash
    FROM unnest(@partition, @seq, @entry_id, @kind, @collector, @team, @account, @amount, @effective, @points, @receipts,
                @received_at, @occurred_at, @vests_at, @source, @scheme, @request_hash, @details, @hash)
         AS r (partition, seq, entry_id, kind, collector, team, account, amount, effective, points, receipts,
               received_at, occurred_at, vests_at, source, scheme, request_hash, details, hash)
    WHERE r.partition IN (SELECT partition FROM moved)
)
SELECT partition FROM moved;
