-- Sums of the journal by the local day (span 0) and month (span 1) in which receipts came in, so that a long window need not
-- be read entry by entry. A cache: emptied together with its heads, it is filled again.
CREATE TABLE period_total (
    span             INTEGER NOT NULL,
    start            INTEGER NOT NULL,
    collector        TEXT    NOT NULL,
    team             TEXT    NOT NULL,
    amount           INTEGER NOT NULL,
    effective        INTEGER NOT NULL,
    points           INTEGER NOT NULL,
    receipts         INTEGER NOT NULL,
    last_occurred_at INTEGER NOT NULL,
    last_posted_at   INTEGER NOT NULL,
    PRIMARY KEY (span, start, collector, team)
) WITHOUT ROWID;

-- The last entry of each partition that the sums include; all of them occurred before an instant.
CREATE TABLE period_head (
    partition       INTEGER NOT NULL PRIMARY KEY,
    seq             INTEGER NOT NULL,
    occurred_before INTEGER NOT NULL
);
