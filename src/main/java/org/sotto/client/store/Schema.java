package org.sotto.client.store;

/// The tables of a profile. Times are milliseconds since the epoch.
final class Schema {
    /// Raised with each change of the tables (`SchemaTest`). A greater one in a file means a newer program; a
    /// smaller one a program from before the first release, whose profiles nothing reads any more.
    static final int VERSION = 4;

    static final String[] TABLES = {
        "CREATE TABLE schema_version(version INTEGER NOT NULL)",
        // in the order of their numbers each led to the next by its rotation; secret is NULL once nothing needs it
        """
        CREATE TABLE identities(
            number INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, record BLOB NOT NULL,
            secret BLOB, rotation BLOB, present INTEGER NOT NULL)""",
        // the private key and the device's place at its server; one row
        """
        CREATE TABLE own_device(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL,
            device_id BLOB NOT NULL, device_key BLOB NOT NULL,
            host TEXT NOT NULL, port INTEGER NOT NULL, pin BLOB NOT NULL, server_id BLOB NOT NULL,
            mailbox BLOB NOT NULL, send_secret BLOB NOT NULL)""",
        "CREATE TABLE settings(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE signed_prekeys(id INTEGER PRIMARY KEY, created INTEGER NOT NULL, not_after INTEGER NOT NULL,"
                + " identity INTEGER NOT NULL REFERENCES identities(number), secret BLOB NOT NULL)",
        // in the order of their upload; gone: since when the server has none of it any more
        "CREATE TABLE one_time_prekeys(id INTEGER PRIMARY KEY,"
                + " identity INTEGER NOT NULL REFERENCES identities(number), secret BLOB NOT NULL,"
                + " place INTEGER NOT NULL, taken INTEGER NOT NULL DEFAULT 0, gone INTEGER)",
        """
        CREATE TABLE contacts(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE, fingerprint BLOB NOT NULL UNIQUE, shown BLOB,
            trust INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL,
            added INTEGER NOT NULL,
            card_mailbox BLOB, card_secret BLOB,
            granted_mailbox BLOB, granted_secret BLOB,
            own_mailbox BLOB NOT NULL UNIQUE, own_secret BLOB NOT NULL,
            own_made INTEGER NOT NULL DEFAULT 0, own_used INTEGER NOT NULL DEFAULT 0,
            last_control INTEGER NOT NULL DEFAULT 0, last_restart INTEGER NOT NULL DEFAULT 0,
            ended_created INTEGER, ended_initiator BLOB)""",
        // identities that contacts had before, and which one followed each; NULL where a new card took its place
        """
        CREATE TABLE earlier_identities(
            fingerprint BLOB PRIMARY KEY, successor BLOB,
            contact INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE) WITHOUT ROWID""",
        // successors of an earlier identity that came second: each freezes the contact once
        """
        CREATE TABLE rival_identities(
            fingerprint BLOB PRIMARY KEY,
            contact INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE) WITHOUT ROWID""",
        """
        CREATE TABLE sessions(
            id INTEGER PRIMARY KEY,
            contact INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
            created INTEGER NOT NULL, initiator BLOB NOT NULL, digest BLOB NOT NULL UNIQUE,
            envelope BLOB, prekey BLOB, peer BLOB, rival_since INTEGER NOT NULL DEFAULT 0,
            state BLOB NOT NULL)""",
        "CREATE INDEX sessions_contact ON sessions(contact)",
        """
        CREATE TABLE skipped_keys(
            session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
            kind INTEGER NOT NULL, chain INTEGER NOT NULL, number INTEGER NOT NULL,
            secret BLOB NOT NULL, stored INTEGER NOT NULL,
            PRIMARY KEY (session, kind, chain, number)) WITHOUT ROWID""",
        "CREATE INDEX skipped_keys_stored ON skipped_keys(session, stored)",
        "CREATE TABLE replay_memory(digest BLOB PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX replay_memory_seen ON replay_memory(seen)",
        // digests of the blobs that were opened last, oldest first, and what was in them
        "CREATE TABLE recent_blobs(seq INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE,"
                + " contact INTEGER NOT NULL, content_id BLOB NOT NULL)",
        // one-time prekeys of others that we were given: the same one twice betrays the server
        "CREATE TABLE used_one_time(contact INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,"
                + " prekey INTEGER NOT NULL, PRIMARY KEY (contact, prekey)) WITHOUT ROWID",
        """
        CREATE TABLE messages(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            contact INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
            content_id BLOB NOT NULL, fragment INTEGER NOT NULL,
            kind INTEGER NOT NULL, outgoing INTEGER NOT NULL, text TEXT NOT NULL,
            sent INTEGER NOT NULL, received INTEGER, state INTEGER NOT NULL,
            receipt_due INTEGER NOT NULL DEFAULT 0, shown INTEGER NOT NULL DEFAULT 0, session INTEGER,
            UNIQUE (contact, content_id, fragment))""",
        "CREATE INDEX messages_due ON messages(contact) WHERE receipt_due = 1",
        "CREATE INDEX messages_shown ON messages(seq) WHERE shown = 0",
        """
        CREATE TABLE outbox(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            contact INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
            message_id BLOB NOT NULL, content BLOB, blob BLOB, mailbox BLOB, send_secret BLOB, message INTEGER,
            urgent INTEGER NOT NULL DEFAULT 0,
            session INTEGER REFERENCES sessions(id) ON DELETE SET NULL, leave_by INTEGER)""",
        "CREATE INDEX outbox_contact ON outbox(contact)",
        // rows of the outbox that the server refused last
        "CREATE TABLE refused_rows(seq INTEGER PRIMARY KEY, reason TEXT NOT NULL)",
        // own texts that a server has accepted and no receipt has confirmed: the bytes to send again
        """
        CREATE TABLE awaiting(
            message INTEGER PRIMARY KEY,
            contact INTEGER NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
            message_id BLOB NOT NULL, blob BLOB NOT NULL, mailbox BLOB NOT NULL, send_secret BLOB NOT NULL,
            accepted INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)""",
        // keys that the home server issues tokens under, by the day on which each begins to be good
        "CREATE TABLE issuer_keys(day INTEGER PRIMARY KEY, key BLOB NOT NULL)",
        // of which day's key each contact was told last
        "CREATE TABLE issuer_told(contact INTEGER PRIMARY KEY REFERENCES contacts(id) ON DELETE CASCADE,"
                + " day INTEGER NOT NULL)",
        "CREATE TABLE tokens(id INTEGER PRIMARY KEY, day INTEGER NOT NULL, token BLOB NOT NULL,"
                + " fetched INTEGER NOT NULL)",
    };

    private Schema() {}
}
