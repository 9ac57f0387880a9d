-- Sums of the journal by the local day (span 0) and month (span 1) in which receipts came in, so that a long window need not
-- be read entry by entry. A cache: emptied together with its heads, it is filled again.
CREATE TABLE period_total (
    span             integer NOT NULL,
    start            bigint  NOT NULL,
    collector        text COLLATE "C" NOT NULL,
    team             text COLLATE "C" NOT NULL,
    amount           bigint  NOT NULL,
    effective        bigint  NOT NULL,
    points           bigint  NOT NULL,
    receipts         bigint  NOT NULL,
    last_occurred_at bigint  NOT NULL,
    last_posted_at   bigint  NOT NULL,
    PRIMARY KEY (span, start, collector, team)
);

-- The last entry of each partition that the sums include; all of them occurred before an instant.
CREATE TABLE period_head (
    partition       integer NOT NULL PRIMARY KEY,
    seq             bigint  NOT NULL,
    occurred_before bigint  NOT NULL
);
