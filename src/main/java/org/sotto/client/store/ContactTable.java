package org.sotto.client.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.client.store.ContactRow.Trust;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.protocol.MailboxGrant;

/// The people one knows.
public final class ContactTable {
    private final Sql sql;

    ContactTable(Sql sql) {
        this.sql = sql;
    }

    /// @param card null for somebody who wrote first
    /// @param told number of the own identity that the contact knows, if it knows one
    /// @param own  random; made at the server before the first message leaves
    public long add(
            String name,
            Fingerprint fingerprint,
            long told,
            @Nullable MailboxGrant card,
            MailboxGrant own,
            long nowMs) {
        return sql.insert(
                "INSERT INTO contacts(name, fingerprint, told, added, card_mailbox, card_secret, own_mailbox, own_secret)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                name,
                fingerprint.bytes(),
                told,
                nowMs,
                card == null ? null : card.mailbox(),
                card == null ? null : card.sendSecret(),
                own.mailbox(),
                own.sendSecret());
    }

    public List<ContactRow> all() {
        return sql.list("SELECT * FROM contacts ORDER BY name", ContactTable::read);
    }

    public long count() {
        return sql.count("SELECT count(*) FROM contacts");
    }

    public Optional<ContactRow> byName(String name) {
        return sql.one("SELECT * FROM contacts WHERE name = ?", ContactTable::read, name);
    }

    public Optional<ContactRow> byFingerprint(Fingerprint fingerprint) {
        return sql.one(
                "SELECT * FROM contacts WHERE fingerprint = ?", ContactTable::read, (Object) fingerprint.bytes());
    }

    public Optional<ContactRow> byOwnMailbox(byte[] mailbox) {
        return sql.one("SELECT * FROM contacts WHERE own_mailbox = ?", ContactTable::read, (Object) mailbox);
    }

    public ContactRow byId(long id) {
        return sql.one("SELECT * FROM contacts WHERE id = ?", ContactTable::read, id)
                .orElseThrow();
    }

    public void rename(long id, String name) {
        sql.update("UPDATE contacts SET name = ? WHERE id = ?", name, id);
    }

    public void setTrust(long id, Trust trust) {
        sql.update("UPDATE contacts SET trust = ? WHERE id = ?", trust.ordinal(), id);
    }

    /// The safety number with this identity was shown.
    public void setShown(long id, Fingerprint fingerprint) {
        sql.update("UPDATE contacts SET shown = ? WHERE id = ?", fingerprint.bytes(), id);
    }

    /// Remembers an identity that claims a contact's place beside another.
    ///
    /// @return false if it was known
    public boolean addRival(long id, Fingerprint fingerprint) {
        return sql.update(
                        "INSERT OR IGNORE INTO rival_identities(fingerprint, contact) VALUES (?, ?)",
                        fingerprint.bytes(),
                        id)
                == 1;
    }

    public void setFingerprint(long id, Fingerprint fingerprint) {
        sql.update("UPDATE contacts SET fingerprint = ? WHERE id = ?", fingerprint.bytes(), id);
    }

    /// @param number of the own identity that the contact knows
    public void setTold(long id, long number) {
        sql.update("UPDATE contacts SET told = max(told, ?) WHERE id = ?", number, id);
    }

    /// An identity that a contact had before.
    ///
    /// @param successor null where nothing leads from it: a new card took its place
    public record Earlier(
            long contact, Fingerprint fingerprint, @Nullable Fingerprint successor) {}

    public void addEarlier(Earlier earlier) {
        sql.update(
                "INSERT INTO earlier_identities(fingerprint, successor, contact) VALUES (?, ?, ?)",
                earlier.fingerprint().bytes(),
                earlier.successor() == null ? null : earlier.successor().bytes(),
                earlier.contact());
    }

    public void forgetEarlier(Fingerprint fingerprint) {
        sql.update("DELETE FROM earlier_identities WHERE fingerprint = ?", (Object) fingerprint.bytes());
    }

    public Optional<Earlier> earlier(Fingerprint fingerprint) {
        return sql.one(
                "SELECT * FROM earlier_identities WHERE fingerprint = ?",
                row -> new Earlier(row.getLong("contact"), fingerprint, fingerprint(row, "successor")),
                (Object) fingerprint.bytes());
    }

    /// Whether nothing was ever said: there is a card, and no more.
    public boolean isUntouched(long id) {
        return sql.count(
                        "SELECT EXISTS (SELECT 1 FROM messages WHERE contact = ?1) + EXISTS (SELECT 1 FROM outbox WHERE"
                                + " contact = ?1) + EXISTS (SELECT 1 FROM sessions WHERE contact = ?1)",
                        id)
                == 0;
    }

    /// With whatever belongs to it.
    public void delete(long id) {
        sql.update("DELETE FROM contacts WHERE id = ?", id);
    }

    /// Another card in the place of the one that was there: nothing that was known of the other side is true of
    /// this one, but the name.
    public void replaceCard(long id, Fingerprint fingerprint, MailboxGrant card) {
        setCard(id, card);
        sql.update(
                "UPDATE contacts SET fingerprint = ?, shown = NULL, trust = 0, granted_mailbox = NULL,"
                        + " granted_secret = NULL, own_used = 0, last_control = 0, last_restart = 0 WHERE id = ?",
                fingerprint.bytes(),
                id);
        sql.update("DELETE FROM used_one_time WHERE contact = ?", id);
    }

    public void setCard(long id, MailboxGrant card) {
        sql.update(
                "UPDATE contacts SET card_mailbox = ?, card_secret = ? WHERE id = ?",
                card.mailbox(),
                card.sendSecret(),
                id);
    }

    public void setGranted(long id, @Nullable MailboxGrant granted) {
        sql.update(
                "UPDATE contacts SET granted_mailbox = ?, granted_secret = ? WHERE id = ?",
                granted == null ? null : granted.mailbox(),
                granted == null ? null : granted.sendSecret(),
                id);
    }

    public void setOwnMade(long id) {
        sql.update("UPDATE contacts SET own_made = 1 WHERE id = ?", id);
    }

    public void setOwnUsed(long id, boolean used) {
        sql.update("UPDATE contacts SET own_used = ? WHERE id = ?", used, id);
    }

    public void setLastControl(long id, long nowMs) {
        sql.update("UPDATE contacts SET last_control = ? WHERE id = ?", nowMs, id);
    }

    public void setLastRestart(long id, long nowMs) {
        sql.update("UPDATE contacts SET last_restart = ? WHERE id = ?", nowMs, id);
    }

    /// Remembers a one-time prekey that the server handed out for a contact.
    ///
    /// @return false if it had handed it out before
    public boolean useOneTimePreKey(long contact, long preKey) {
        return sql.update("INSERT OR IGNORE INTO used_one_time(contact, prekey) VALUES (?, ?)", contact, preKey) == 1;
    }

    private static ContactRow read(ResultSet row) throws SQLException {
        return new ContactRow(
                row.getLong("id"),
                row.getString("name"),
                Fingerprint.decode(row.getBytes("fingerprint")),
                fingerprint(row, "shown"),
                Trust.values()[row.getInt("trust")],
                row.getLong("told"),
                row.getLong("added"),
                grant(row.getBytes("card_mailbox"), row.getBytes("card_secret")),
                grant(row.getBytes("granted_mailbox"), row.getBytes("granted_secret")),
                new MailboxGrant(row.getBytes("own_mailbox"), row.getBytes("own_secret")),
                row.getBoolean("own_made"),
                row.getBoolean("own_used"),
                row.getLong("last_control"),
                row.getLong("last_restart"));
    }

    private static @Nullable Fingerprint fingerprint(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Fingerprint.decode(bytes);
    }

    private static @Nullable MailboxGrant grant(byte @Nullable [] mailbox, byte @Nullable [] secret) {
        return mailbox == null || secret == null ? null : new MailboxGrant(mailbox, secret);
    }
}
