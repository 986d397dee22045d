-- Targets (目标): what is set of them, each time anew; what was set before stays. The last of a target that was not taken back holds.
CREATE TABLE target (
    step_id  INTEGER NOT NULL REFERENCES step (id),
    ordinal  INTEGER NOT NULL,
    -- code of the kind in the scheme, and of the unit
    code     TEXT NOT NULL,
    unit     TEXT NOT NULL,
    -- name of the task, where there are several of a kind; else empty
    item     TEXT NOT NULL,
    -- 2021, or 2020-2022
    span     TEXT NOT NULL,
    -- last day of the node; empty for the target itself
    node     TEXT NOT NULL,
    aim      TEXT NOT NULL,
    -- none: there is no such target any more
    amount   TEXT,
    -- what was set before
    before   TEXT,
    lead     TEXT NOT NULL,
    owner    TEXT NOT NULL,
    -- the day from which on it holds; why is with the step
    date     TEXT NOT NULL,
    -- file and cell that it was taken from
    source   TEXT NOT NULL,
    PRIMARY KEY (step_id, ordinal)
) WITHOUT ROWID;
CREATE TRIGGER target_stays_update BEFORE UPDATE ON target BEGIN SELECT RAISE (ABORT, 'a target stays'); END;
CREATE TRIGGER target_stays_delete BEFORE DELETE ON target BEGIN SELECT RAISE (ABORT, 'a target stays'); END;
