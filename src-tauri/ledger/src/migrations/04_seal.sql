-- which state of the ledger this is: renewed by whatever writes, and it names the one before. What our memory knows, and what a log left by a
-- killed program goes on top of, can be held against the file. Bringing a ledger up to date renews it once, however many formats that takes.
CREATE TABLE seal (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    text TEXT NOT NULL
);
INSERT INTO seal VALUES (1, 'xbh-seal:' || lower(hex(randomblob(8))) || ':0000000000000000');
