-- Published lists (认定, 入库, 公示): each as it was published, held against a register; and what an officer said of names that may be the same.
CREATE TABLE published (
    step_id   INTEGER NOT NULL PRIMARY KEY REFERENCES step (id),
    -- code of the register
    register  TEXT NOT NULL,
    -- whose list, and of what: the same for lists that follow one another
    source    TEXT NOT NULL,
    -- the day on which it was published
    day       TEXT NOT NULL,
    file_name TEXT NOT NULL,
    -- of its file, which is kept like every original
    sha256    TEXT NOT NULL,
    sheet     TEXT NOT NULL,
    -- code of the roster that it was read as, and the scheme of then
    form      TEXT NOT NULL,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id)
) WITHOUT ROWID;
CREATE TABLE published_row (
    step_id INTEGER NOT NULL REFERENCES step (id),
    row     INTEGER NOT NULL,
    fields  TEXT NOT NULL,
    PRIMARY KEY (step_id, row)
) WITHOUT ROWID;
CREATE TABLE published_answer (
    step_id  INTEGER NOT NULL REFERENCES step (id),
    ordinal  INTEGER NOT NULL,
    register TEXT NOT NULL,
    -- what it goes by on lists
    listed   TEXT NOT NULL,
    -- what the entry goes by
    key      TEXT NOT NULL,
    same     INTEGER NOT NULL,
    PRIMARY KEY (step_id, ordinal)
) WITHOUT ROWID;
CREATE TRIGGER published_stays_update BEFORE UPDATE ON published BEGIN SELECT RAISE (ABORT, 'a list stays'); END;
CREATE TRIGGER published_stays_delete BEFORE DELETE ON published BEGIN SELECT RAISE (ABORT, 'a list stays'); END;
CREATE TRIGGER published_row_stays_update BEFORE UPDATE ON published_row BEGIN SELECT RAISE (ABORT, 'a list stays'); END;
CREATE TRIGGER published_row_stays_delete BEFORE DELETE ON published_row BEGIN SELECT RAISE (ABORT, 'a list stays'); END;
CREATE TRIGGER published_answer_stays_update BEFORE UPDATE ON published_answer BEGIN SELECT RAISE (ABORT, 'an answer stays'); END;
CREATE TRIGGER published_answer_stays_delete BEFORE DELETE ON published_answer BEGIN SELECT RAISE (ABORT, 'an answer stays'); END;
-- one entry of a register is looked up by what it goes by
CREATE INDEX register_decision_entry ON register_decision (register, key);
