-- Times are milliseconds since the epoch, rounded down to the hour. A tag is HMAC-SHA-256 of an id under the server's
-- pepper; "sealed" is encrypted once more under the storage key. No column says who sent anything.

CREATE TABLE mailboxes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of creation
    mailbox_tag BLOB    NOT NULL UNIQUE CHECK (length(mailbox_tag) = 32),
    device_id   INTEGER NOT NULL REFERENCES registered_devices (id) ON DELETE CASCADE,
    kind        INTEGER NOT NULL CHECK (kind IN (0, 1)), -- public, contact
    send_hash   BLOB    NOT NULL CHECK (length(send_hash) = 64),
    sealed_id   BLOB    NOT NULL, -- sealed: the id itself, which its owner may list
    created     INTEGER NOT NULL
) STRICT;

CREATE INDEX mailboxes_of_device ON mailboxes (device_id, id);

-- Mailboxes that were deleted: nobody may make them again, for cards that name them are still around.
CREATE TABLE retired_mailboxes (
    mailbox_tag BLOB NOT NULL PRIMARY KEY CHECK (length(mailbox_tag) = 32)
) STRICT, WITHOUT ROWID;

-- a trigger, since it also sees what goes with its device
CREATE TRIGGER mailbox_retires AFTER DELETE ON mailboxes
BEGIN
    INSERT INTO retired_mailboxes (mailbox_tag) VALUES (OLD.mailbox_tag);
END;

-- Rows are only ever added at the end, and there is no index: nearly every message would dirty a page of each, and a page
-- costs as much as the message. The one writer keeps its index in memory (PendingIndex), checks the mailbox in the same
-- transaction, and deletes what was left of a mailbox that is gone.
CREATE TABLE pending_messages (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of arrival; never used twice, for it seals the row
    device_id   INTEGER NOT NULL,
    mailbox_id  INTEGER NOT NULL,
    message_tag BLOB    NOT NULL CHECK (length(message_tag) = 16), -- the first half: unique within a mailbox is enough
    received    INTEGER NOT NULL,
    size        INTEGER NOT NULL, -- of the blob, for the quota
    sealed      BLOB    NOT NULL  -- sealed: message id, mailbox id, blob
) STRICT;
