CREATE TABLE installation (
    name  text COLLATE "C" NOT NULL PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE ledger_head (
    partition integer NOT NULL PRIMARY KEY,
    seq       bigint  NOT NULL,
    hash      bytea   NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE journal (
    partition    integer NOT NULL,
    seq          bigint  NOT NULL,
    entry_id     text COLLATE "C" NOT NULL,
    kind         integer NOT NULL,
    collector    text COLLATE "C" NOT NULL,
    team         text COLLATE "C" NOT NULL,
    account      text COLLATE "C",
    amount       bigint  NOT NULL,
    effective    bigint  NOT NULL,
    points       bigint  NOT NULL,
    receipts     integer NOT NULL,
    received_at  bigint  NOT NULL,
    occurred_at  bigint  NOT NULL,
    vests_at     bigint  NOT NULL,
    posted_at    bigint  NOT NULL,
    source       text COLLATE "C",
    scheme       text COLLATE "C" NOT NULL,
    request_hash bytea   NOT NULL,
    details      text    NOT NULL,
    hash         bytea   NOT NULL,
    PRIMARY KEY (partition, seq)
);

CREATE UNIQUE INDEX journal_entry_id ON journal (entry_id);
CREATE INDEX journal_collector ON journal (collector, seq);
CREATE INDEX journal_received_at ON journal (received_at);
CREATE INDEX journal_source ON journal (source) WHERE source IS NOT NULL;
CREATE INDEX journal_account ON journal (account) WHERE account IS NOT NULL;

-- Free text lives beside the journal: it may be erased, an entry may not.
CREATE TABLE entry_note (
    entry_id text COLLATE "C" NOT NULL PRIMARY KEY,
    note     text NOT NULL
);

CREATE TABLE document (
    kind     text COLLATE "C" NOT NULL,
    id       text COLLATE "C" NOT NULL,
    version  bigint NOT NULL,
    revision bigint NOT NULL,
    body     text   NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE INDEX document_by_revision ON document (revision);

-- One number that grows with each document written, so that caches can ask what is new.
CREATE TABLE document_revision (
    value bigint NOT NULL
);

INSERT INTO document_revision (value) VALUES (0);

CREATE TABLE account_snapshot (
    id            text COLLATE "C" NOT NULL,
    as_of         bigint NOT NULL,
    collector     text COLLATE "C",
    days_past_due integer,
    request_hash  bytea  NOT NULL,
    body          text   NOT NULL,
    PRIMARY KEY (id, as_of)
);
