CREATE TABLE installation (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE ledger_head (
    partition INTEGER NOT NULL PRIMARY KEY,
    seq       INTEGER NOT NULL,
    hash      BLOB    NOT NULL
);

CREATE TABLE journal (
    partition    INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    entry_id     TEXT    NOT NULL,
    kind         INTEGER NOT NULL,
    collector    TEXT    NOT NULL,
    team         TEXT    NOT NULL,
    account      TEXT,
    amount       INTEGER NOT NULL,
    effective    INTEGER NOT NULL,
    points       INTEGER NOT NULL,
    receipts     INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    occurred_at  INTEGER NOT NULL,
    vests_at     INTEGER NOT NULL,
    posted_at    INTEGER NOT NULL,
    source       TEXT,
    scheme       TEXT    NOT NULL,
    request_hash BLOB    NOT NULL,
    details      TEXT    NOT NULL,
    hash         BLOB    NOT NULL,
    PRIMARY KEY (partition, seq)
) WITHOUT ROWID;

CREATE UNIQUE INDEX journal_entry_id ON journal (entry_id);
CREATE INDEX journal_collector ON journal (collector, seq);
CREATE INDEX journal_received_at ON journal (received_at);
CREATE INDEX journal_source ON journal (source) WHERE source IS NOT NULL;
CREATE INDEX journal_account ON journal (account) WHERE account IS NOT NULL;

-- Free text lives beside the journal: it may be erased, an entry may not.
CREATE TABLE entry_note (
    entry_id TEXT NOT NULL PRIMARY KEY,
    note     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE document (
    kind     TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE INDEX document_by_revision ON document (revision);

-- One number that grows with each document written, so that caches can ask what is new.
CREATE TABLE document_revision (
    value INTEGER NOT NULL
);

INSERT INTO document_revision (value) VALUES (0);

CREATE TABLE account_snapshot (
    id            TEXT    NOT NULL,
    as_of         INTEGER NOT NULL,
    collector     TEXT,
    days_past_due INTEGER,
    request_hash  BLOB    NOT NULL,
    body          TEXT    NOT NULL,
    PRIMARY KEY (id, as_of)
) WITHOUT ROWID;
