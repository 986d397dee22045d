-- what waits in the inbox (收件台): files looked at and not yet committed. Nothing here is a return, and nothing here counts.

-- their bytes, once each; they become originals when the file is committed
CREATE TABLE waiting_bytes (
    sha256 TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL
);

CREATE TABLE waiting (
    -- never used twice: a window that still shows a file must not mean another one by it
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    round      TEXT NOT NULL,
    path       TEXT NOT NULL,
    name       TEXT NOT NULL,
    -- empty for a file that could not be read from the disk at all
    sha256     TEXT NOT NULL,
    size       INTEGER NOT NULL,
    -- when the file on the disk was last changed, as far as known when it was looked at
    modified   TEXT,
    -- what the officer said of it, as JSON
    said       TEXT NOT NULL,
    -- files taken out of the inbox together have one number; they can be put back until the ledger is opened on a later day
    removal    INTEGER,
    removed_at TEXT
);
CREATE INDEX waiting_bytes_of ON waiting (sha256);
