-- Files that were sent in, in chunks, until they are read; the rows of them that were refused; the ids that they brought.
CREATE TABLE import_chunk (
    import_id text COLLATE "C" NOT NULL,
    part      integer NOT NULL,
    number    bigint  NOT NULL,
    bytes     bytea   NOT NULL,
    PRIMARY KEY (import_id, part, number)
);
