-- People, how they sign in, where they are signed in, and who is invited. ASP.NET Core Identity reads and writes these tables.
CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    display_name TEXT NOT NULL,
    role INTEGER NOT NULL,
    collector_id TEXT NULL,
    team_ids TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    created_at_micros INTEGER NOT NULL,
    expires_at_micros INTEGER NOT NULL,
    ended_at_micros INTEGER NULL,
    person_id TEXT NULL
);

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    role INTEGER NOT NULL,
    collector_id TEXT NULL,
    team_ids TEXT NOT NULL,
    created_at_micros INTEGER NOT NULL,
    disabled_at_micros INTEGER NULL,
    user_name TEXT NULL,
    normalized_user_name TEXT NULL,
    password_hash TEXT NULL,
    security_stamp TEXT NULL,
    concurrency_stamp TEXT NULL,
    two_factor_enabled INTEGER NOT NULL,
    lockout_end TEXT NULL,
    lockout_enabled INTEGER NOT NULL,
    access_failed_count INTEGER NOT NULL
);

CREATE TABLE person_passkey (
    credential_id BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NULL,
    data TEXT NOT NULL
);

CREATE TABLE person_session (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    created_at_micros INTEGER NOT NULL,
    seen_at_micros INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    ended_at_micros INTEGER NULL
);

CREATE TABLE person_claim (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL,
    claim_type TEXT NULL,
    claim_value TEXT NULL,
    FOREIGN KEY (user_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE TABLE person_login (
    login_provider TEXT NOT NULL,
    provider_key TEXT NOT NULL,
    provider_display_name TEXT NULL,
    user_id TEXT NOT NULL,
    PRIMARY KEY (login_provider, provider_key),
    FOREIGN KEY (user_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE TABLE person_token (
    user_id TEXT NOT NULL,
    login_provider TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NULL,
    PRIMARY KEY (user_id, login_provider, name),
    FOREIGN KEY (user_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX invitation_secret_hash ON invitation (secret_hash);

CREATE UNIQUE INDEX person_collector ON person (collector_id);

CREATE UNIQUE INDEX person_user_name ON person (normalized_user_name);

CREATE INDEX person_claim_person ON person_claim (user_id);

CREATE INDEX person_login_person ON person_login (user_id);

CREATE INDEX person_session_person ON person_session (person_id);

-- Who did what, when, from where, and what it changed. Rows are only ever added.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at_micros INTEGER NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT
);
