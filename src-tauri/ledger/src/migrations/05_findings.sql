-- Findings are data: a code, what it is about, arguments; the sentence is made when it is shown. Those of before keep theirs.
CREATE TABLE finding_as_data (
    return_id  INTEGER NOT NULL REFERENCES return (id),
    ordinal    INTEGER NOT NULL,
    id         TEXT NOT NULL,
    severity   TEXT NOT NULL,
    code       TEXT NOT NULL,
    -- code of the scheme's rule, where one was broken
    rule       TEXT,
    -- JSON: what it is about, by codes
    subject    TEXT NOT NULL,
    -- JSON: names and figures of the sentence
    args       TEXT NOT NULL,
    -- JSON: `Sheet1!D7`
    cells      TEXT NOT NULL,
    left_side  TEXT,
    right_side TEXT,
    -- only of those of before
    message    TEXT,
    PRIMARY KEY (return_id, ordinal)
) WITHOUT ROWID;
INSERT INTO finding_as_data (return_id, ordinal, id, severity, code, rule, subject, args, cells, left_side, right_side, message)
    SELECT return_id, ordinal, id, severity, 'told.before', rule, '"return"', '{}', cells, left_side, right_side, message FROM finding;
DROP TABLE finding;
ALTER TABLE finding_as_data RENAME TO finding;
