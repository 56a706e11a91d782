-- The day of UTC on which a device was last there: it decides when one that stays away is removed. Those that were
-- registered before this script count from its day on.
ALTER TABLE registered_devices ADD COLUMN last_active INTEGER NOT NULL DEFAULT 0; -- milliseconds since the epoch
UPDATE registered_devices SET last_active = unixepoch() / 86400 * 86400000;
CREATE INDEX registered_devices_by_activity ON registered_devices (last_active);

-- What the clock showed at the last hourly work, and for how much longer it is doubted. Milliseconds, exact.
CREATE TABLE clock_state (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    shown INTEGER NOT NULL,
    doubt INTEGER NOT NULL
) STRICT;
