-- The rows of the audit log hang together as a chain from here on. Earlier ones cannot be linked without the key, which
-- no script has; they come from versions that were never released, and go.
DROP TABLE audit_log;

CREATE TABLE audit_log (
    event_id        INTEGER PRIMARY KEY AUTOINCREMENT, -- without a gap; never used twice
    encrypted_event BLOB    NOT NULL, -- sealed, of one size
    timestamp       INTEGER NOT NULL, -- rounded down to the hour
    link            BLOB    NOT NULL CHECK (length(link) = 32) -- MAC of the link before it and of this row
) STRICT;

-- Where the chain starts and ends, under a MAC: what is cut off at either end is missed.
CREATE TABLE audit_head (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    first_id   INTEGER NOT NULL, -- of the oldest row that is kept
    first_link BLOB    NOT NULL CHECK (length(first_link) = 32), -- of the row before that one
    last_id    INTEGER NOT NULL,
    last_link  BLOB    NOT NULL CHECK (length(last_link) = 32),
    mac        BLOB    NOT NULL CHECK (length(mac) = 32)
) STRICT;
