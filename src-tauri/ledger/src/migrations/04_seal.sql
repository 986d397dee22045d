-- which state of the ledger this is: renewed by whatever writes, and it names the one before. What our memory knows, and what a log left by a
-- killed program goes on top of, can be held against the file. A later migration renews it, too:
-- UPDATE seal SET text = 'xbh-seal:' || lower(hex(randomblob(8))) || ':' || substr(text, 10, 16)
CREATE TABLE seal (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    text TEXT NOT NULL
);
INSERT INTO seal VALUES (1, 'xbh-seal:' || lower(hex(randomblob(8))) || ':0000000000000000');
