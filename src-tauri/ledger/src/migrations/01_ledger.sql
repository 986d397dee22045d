-- The ledger (账本): one file that holds scheme, returns, original files and log.

CREATE TABLE scheme (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL,
    version  TEXT NOT NULL,
    text     TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    added_at TEXT NOT NULL
);

-- original files, byte for byte, once each
CREATE TABLE source_file (
    id     INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    size   INTEGER NOT NULL,
    bytes  BLOB NOT NULL
);

CREATE TABLE batch (
    id    INTEGER PRIMARY KEY,
    round TEXT NOT NULL,
    at    TEXT NOT NULL
);

-- one sheet of one unit on one form; a correction is a new version, the old one stays
CREATE TABLE return (
    -- never used twice: the log refers to it for good
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id     INTEGER NOT NULL REFERENCES batch (id),
    scheme_id    INTEGER NOT NULL REFERENCES scheme (id),
    file_id      INTEGER NOT NULL REFERENCES source_file (id),
    file_name    TEXT NOT NULL,
    sheet        TEXT NOT NULL,
    round        TEXT NOT NULL,
    unit         TEXT NOT NULL,
    form         TEXT NOT NULL,
    period       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    current      INTEGER NOT NULL,
    committed_at TEXT NOT NULL,
    seen         INTEGER NOT NULL,
    filled       INTEGER NOT NULL,
    blank        INTEGER NOT NULL,
    nil          INTEGER NOT NULL,
    unreadable   INTEGER NOT NULL,
    outside      INTEGER NOT NULL,
    binding      TEXT NOT NULL,
    evidence     TEXT NOT NULL,
    -- SHA-256 over the values or entries, so that a change made from outside is seen
    digest       TEXT NOT NULL,
    UNIQUE (round, unit, form, version)
);
CREATE INDEX return_current ON return (round, form, unit) WHERE current = 1;
CREATE INDEX return_file ON return (file_id);

-- one figure; number is a decimal in the ledger's unit of measure
CREATE TABLE value (
    return_id    INTEGER NOT NULL REFERENCES return (id),
    -- place among the figures of the return, in the order of scheme and form
    ordinal      INTEGER NOT NULL,
    unit         TEXT NOT NULL,
    indicator    TEXT NOT NULL,
    col          TEXT NOT NULL,
    -- IN would build a table of the words for every row that is written
    state        TEXT NOT NULL CHECK (state = 'number' OR state = 'text' OR state = 'blank' OR state = 'nil' OR state = 'unreadable'),
    content      TEXT,
    bound        TEXT,
    -- what stands in the cell, where it is not the content itself
    raw          TEXT,
    row          INTEGER NOT NULL,
    sheet_column INTEGER NOT NULL,
    note         TEXT,
    PRIMARY KEY (return_id, ordinal)
) WITHOUT ROWID;

-- one row of a roster; fields is a JSON list in the order of the form
CREATE TABLE entry (
    return_id INTEGER NOT NULL REFERENCES return (id),
    row       INTEGER NOT NULL,
    fields    TEXT NOT NULL,
    PRIMARY KEY (return_id, row)
) WITHOUT ROWID;

CREATE TABLE finding (
    return_id INTEGER NOT NULL REFERENCES return (id),
    ordinal   INTEGER NOT NULL,
    id        TEXT NOT NULL,
    severity  TEXT NOT NULL,
    rule      TEXT NOT NULL,
    message   TEXT NOT NULL,
    cells     TEXT NOT NULL,
    left_side  TEXT,
    right_side TEXT,
    PRIMARY KEY (return_id, ordinal)
) WITHOUT ROWID;

-- answers of the officer that hold for the next time; a forgotten one stays, with the time
CREATE TABLE remembered (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    clue         TEXT NOT NULL,
    words        TEXT NOT NULL,
    unit         TEXT NOT NULL,
    at           TEXT NOT NULL,
    who          TEXT NOT NULL,
    forgotten_at TEXT
);
CREATE UNIQUE INDEX remembered_now ON remembered (clue) WHERE forgotten_at IS NULL;

-- what was done, in a chain: each hash covers the one before
CREATE TABLE log (
    seq      INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    action   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    detail   TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL
);

CREATE TRIGGER log_is_append_only_update BEFORE UPDATE ON log BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_append_only_delete BEFORE DELETE ON log BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
CREATE TRIGGER source_file_stays_update BEFORE UPDATE ON source_file BEGIN SELECT RAISE (ABORT, 'original files stay as they came'); END;
CREATE TRIGGER value_stays_update BEFORE UPDATE ON value BEGIN SELECT RAISE (ABORT, 'a correction is a new version'); END;
CREATE TRIGGER entry_stays_update BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'a correction is a new version'); END;
