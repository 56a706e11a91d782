-- Blind tokens (section 9 of docs/protocol.md). Nothing here says to which device a token was given: the signature that
-- it got is of something that the server did not see.

-- A key for each day, made a week ahead; good on its day and the next. Days are counted from the epoch, UTC.
CREATE TABLE issuer_keys (
    day        INTEGER NOT NULL PRIMARY KEY,
    public_key BLOB    NOT NULL CHECK (length(public_key) = 342),
    sealed     BLOB    NOT NULL -- sealed: the private key
) STRICT;

-- Tokens that were spent, for as long as their key is good.
CREATE TABLE spent_tokens (
    day       INTEGER NOT NULL,
    token_tag BLOB    NOT NULL CHECK (length(token_tag) = 16), -- the first half of the nonce's tag
    PRIMARY KEY (day, token_tag)
) STRICT, WITHOUT ROWID;

-- What an anonymous call that changes nothing writes instead, so that it costs the disk what the others cost. As many
-- rows as a batch has works, over and over, with other bytes each time.
CREATE TABLE absorbed (
    id     INTEGER NOT NULL PRIMARY KEY,
    filler BLOB   NOT NULL
) STRICT;
