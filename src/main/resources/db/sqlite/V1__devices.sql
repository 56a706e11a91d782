-- Times are milliseconds since the epoch, rounded down to the hour unless a column says otherwise.
-- A tag is HMAC-SHA-256 of an id under the server's pepper; "sealed" is encrypted once more under the storage key.

CREATE TABLE registered_devices (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: sessions are bound to it
    device_tag      BLOB    NOT NULL UNIQUE CHECK (length(device_tag) = 32),
    public_key      BLOB    NOT NULL, -- sealed
    identity_record BLOB    NOT NULL, -- sealed
    signed_prekey   BLOB,             -- sealed
    registered      INTEGER NOT NULL
) STRICT;

CREATE TABLE one_time_prekeys (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of arrival
    device_id  INTEGER NOT NULL REFERENCES registered_devices (id) ON DELETE CASCADE,
    key_tag    BLOB    NOT NULL CHECK (length(key_tag) = 32),
    record_tag BLOB    NOT NULL CHECK (length(record_tag) = 32), -- the same upload twice is one
    record     BLOB,                              -- sealed; NULL once it was handed out, so that it never is again
    handed_out INTEGER,
    UNIQUE (device_id, key_tag)
) STRICT;

CREATE INDEX one_time_prekeys_left ON one_time_prekeys (device_id, id) WHERE record IS NOT NULL;

CREATE TABLE invitations (
    id       INTEGER PRIMARY KEY,
    code_tag BLOB    NOT NULL UNIQUE CHECK (length(code_tag) = 32),
    expires  INTEGER NOT NULL -- exact
) STRICT;

CREATE TABLE audit_log (
    event_id        INTEGER PRIMARY KEY AUTOINCREMENT,
    encrypted_event BLOB    NOT NULL,
    timestamp       INTEGER NOT NULL
) STRICT;
