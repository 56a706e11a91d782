-- What a device gave as the statement of its hardware: the hash that it is bound to, then the statement; NULL for none.
ALTER TABLE registered_devices ADD COLUMN attestation BLOB; -- sealed
