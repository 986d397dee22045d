-- Rounds are rows: they are added, extended and closed while the ledger lives. Filled from the scheme text when it is brought up to date.
CREATE TABLE round (
    code      TEXT PRIMARY KEY,
    -- in the order in which they were added
    ordinal   INTEGER NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    period    TEXT NOT NULL,
    -- JSON: other wordings of the period
    also      TEXT NOT NULL,
    deadline  TEXT,
    -- JSON: codes of the forms and units asked for
    forms     TEXT NOT NULL,
    units     TEXT NOT NULL,
    added_at  TEXT NOT NULL,
    closed_at TEXT
);
-- a later deadline for one unit
CREATE TABLE extension (
    id     INTEGER PRIMARY KEY,
    round  TEXT NOT NULL REFERENCES round (code),
    unit   TEXT NOT NULL,
    until  TEXT NOT NULL,
    reason TEXT NOT NULL,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL
);
