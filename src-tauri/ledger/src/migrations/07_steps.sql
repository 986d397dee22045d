-- What was done: which version of a return counts follows from it. Nothing is removed; what was taken back is a step, too.
CREATE TABLE step (
    -- never used twice: the log refers to it for good
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL CHECK (kind IN ('import', 'withdraw', 'putback', 'reread', 'refile', 'round-add', 'round-extend', 'round-close', 'round-open', 'scheme-update', 'undo')),
    -- code of the round; none for what is of the whole ledger
    round    TEXT NOT NULL,
    -- the extension that was given, or the scheme that was in force before
    about    INTEGER,
    -- when the round was closed before
    before   TEXT,
    -- the batch that it committed, where it committed one
    batch_id INTEGER UNIQUE REFERENCES batch (id),
    -- the step that it takes back; each is taken back once
    undoes   INTEGER UNIQUE REFERENCES step (id),
    reason   TEXT NOT NULL,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL
);
-- what a step did to a unit's return on a form, besides committing another version of it
CREATE TABLE effect (
    step_id  INTEGER NOT NULL REFERENCES step (id),
    round    TEXT NOT NULL,
    unit     TEXT NOT NULL,
    form     TEXT NOT NULL,
    -- the newest version then
    after    INTEGER NOT NULL,
    -- the version that counted before, and from then on; none: nothing counts
    before   INTEGER,
    in_force INTEGER,
    PRIMARY KEY (step_id, unit, form)
) WITHOUT ROWID;
CREATE INDEX effect_key ON effect (round, unit, form, step_id);
CREATE TRIGGER step_stays_update BEFORE UPDATE ON step BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
CREATE TRIGGER step_stays_delete BEFORE DELETE ON step BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
CREATE TRIGGER effect_stays_update BEFORE UPDATE ON effect BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
CREATE TRIGGER effect_stays_delete BEFORE DELETE ON effect BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
-- added by mistake, and taken back
ALTER TABLE round ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
-- what was committed before can be taken back as well
INSERT INTO step (kind, round, batch_id, reason, at, who)
SELECT 'import', round, id, '', at, '' FROM batch WHERE id IN (SELECT batch_id FROM return) ORDER BY id;
