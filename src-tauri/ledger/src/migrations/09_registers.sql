-- Registers (名录): what was decided on rows of rosters. An entry is what its rows say: nothing of them is copied.
-- Kinds of steps are the program's to know: the wall is there. A table cannot lose a CHECK, so that it is made anew, with what refers to it.
ALTER TABLE step RENAME TO step_before;
ALTER TABLE effect RENAME TO effect_before;
CREATE TABLE step (
    -- never used twice: the log refers to it for good
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL,
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
INSERT INTO step (id, kind, round, about, before, batch_id, undoes, reason, at, who)
SELECT id, kind, round, about, before, batch_id, undoes, reason, at, who FROM step_before ORDER BY id;
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
INSERT INTO effect SELECT * FROM effect_before ORDER BY step_id, unit, form;
DROP TABLE effect_before;
DROP TABLE step_before;
CREATE INDEX effect_key ON effect (round, unit, form, step_id);
-- what a step decided on one row of a roster, or on an entry that is not in a return any more
CREATE TABLE register_decision (
    step_id   INTEGER NOT NULL REFERENCES step (id),
    ordinal   INTEGER NOT NULL,
    -- code of the register, and what the entry goes by there
    register  TEXT NOT NULL,
    key       TEXT NOT NULL,
    return_id INTEGER NOT NULL REFERENCES return (id),
    -- row of the return; none where the entry is not in it
    row       INTEGER,
    what      TEXT NOT NULL,
    note      TEXT NOT NULL,
    PRIMARY KEY (step_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX register_decision_key ON register_decision (register, step_id, ordinal);
CREATE TRIGGER step_stays_update BEFORE UPDATE ON step BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
CREATE TRIGGER step_stays_delete BEFORE DELETE ON step BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
CREATE TRIGGER effect_stays_update BEFORE UPDATE ON effect BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
CREATE TRIGGER effect_stays_delete BEFORE DELETE ON effect BEGIN SELECT RAISE (ABORT, 'a step stays'); END;
CREATE TRIGGER register_decision_stays_update BEFORE UPDATE ON register_decision BEGIN SELECT RAISE (ABORT, 'a decision stays'); END;
CREATE TRIGGER register_decision_stays_delete BEFORE DELETE ON register_decision BEGIN SELECT RAISE (ABORT, 'a decision stays'); END;
