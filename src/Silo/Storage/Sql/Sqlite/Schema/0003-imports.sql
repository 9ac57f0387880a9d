-- Files that were sent in, in chunks, until they are read; the rows of them that were refused; the ids that they brought.
CREATE TABLE import_chunk (
    import_id TEXT    NOT NULL,
    part      INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    bytes     BLOB    NOT NULL,
    PRIMARY KEY (import_id, part, number)
);
