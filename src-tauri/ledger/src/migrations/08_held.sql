-- What every write left: digests of the rows that it wrote, the state of the ledger and the end of the log then, in a chain. What stands in the
-- tables must be what the chain says, row by row. Bringing a ledger up to date holds everything that stands.
CREATE TABLE held (
    seq      INTEGER PRIMARY KEY,
    -- the seal that the write left
    seal     TEXT NOT NULL,
    -- the last entry of the log: place and hash
    log      INTEGER NOT NULL,
    log_hash TEXT NOT NULL,
    -- JSON: table, key of the row, digest; null: the row is gone
    rows     TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL
);
CREATE TRIGGER held_stays_update BEFORE UPDATE ON held BEGIN SELECT RAISE (ABORT, 'what was held stays'); END;
CREATE TRIGGER held_stays_delete BEFORE DELETE ON held BEGIN SELECT RAISE (ABORT, 'what was held stays'); END;
-- the end of the chain: an end that is cut off is noticed
ALTER TABLE seal ADD COLUMN head TEXT NOT NULL DEFAULT '';
-- a row must keep its number for good
CREATE TABLE waiting_bytes_numbered (
    id     INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    bytes  BLOB NOT NULL
);
INSERT INTO waiting_bytes_numbered (sha256, bytes) SELECT sha256, bytes FROM waiting_bytes ORDER BY sha256;
DROP TABLE waiting_bytes;
ALTER TABLE waiting_bytes_numbered RENAME TO waiting_bytes;
