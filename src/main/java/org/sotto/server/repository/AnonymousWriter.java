package org.sotto.server.repository;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is done for a token inside the writer's transaction. Whatever comes of it, as much is looked up and about as
/// much written: what a call costs must not tell whether it was good (section 7 of docs/protocol.md).
final class AnonymousWriter {
    static final String SPEND = "INSERT INTO spent_tokens (day, token_tag) VALUES (?, ?) ON CONFLICT DO NOTHING";
    static final String ABSORB =
            "INSERT INTO absorbed (id, filler) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET filler = excluded.filler";
    /// What the storing of a message writes in passing: the last row number that was used.
    static final String COUNT = "UPDATE sqlite_sequence SET seq = ? WHERE name = 'pending_messages'";
    static final String DEVICE =
            "SELECT device_tag, public_key, identity_record, signed_prekey, registered, attestation"
                    + " FROM registered_devices WHERE id = ?";
    static final String OLDEST = "SELECT id, key_tag, record_tag, record FROM one_time_prekeys"
            + " WHERE device_id = ? AND record IS NOT NULL ORDER BY id LIMIT 1";
    static final String LEFT = "SELECT count(*) FROM one_time_prekeys WHERE device_id = ? AND record IS NOT NULL";
    static final String TAKE = "UPDATE one_time_prekeys SET record = NULL, handed_out = ? WHERE id = ?";
    static final String FORGET = "DELETE FROM spent_tokens WHERE (day, token_tag) IN"
            + " (SELECT day, token_tag FROM spent_tokens WHERE day < ? LIMIT ?)";

    /// What taking a one-time key writes: a page of its row.
    private static final int TAKEN_BYTES = 2_048;
    /// By so much a row has to grow for one more page of 8,192 bytes to be written (an overflow page has a head of 4).
    private static final int PAGE_BYTES = 8_188;

    private AnonymousWriter() {}

    static StoreResult send(WriterConnection writer, Parcel parcel, Optional<Payment> payment, Quota quota)
            throws SQLException {
        boolean paid = spend(writer, payment);
        MailboxState mailbox = MessageWriter.mailbox(writer, parcel.mailboxTag());
        StoreResult result = paid && mailbox != null
                ? MessageWriter.store(writer, parcel, mailbox, quota)
                : MessageWriter.refuse(parcel);
        switch (result) {
            case StoreResult.Stored stored -> {}
            case StoreResult.Refused _, StoreResult.Known _, StoreResult.Conflict _ -> absorbSend(writer, parcel, paid);
            case StoreResult.Full _, StoreResult.TooMuch _, StoreResult.WrongType _ -> {
                parcel.seal(0); // as the others have sealed or opened one
                absorbSend(writer, parcel, paid);
            }
        }
        return result;
    }

    static Optional<FoundBundle> fetch(WriterConnection writer, Wish wish, Optional<Payment> payment)
            throws SQLException {
        boolean paid = spend(writer, payment);
        MailboxState mailbox = MessageWriter.mailbox(writer, wish.mailboxTag());
        boolean fits = mailbox != null && wish.fits(mailbox);
        DeviceRow device = device(writer, mailbox == null ? 0 : mailbox.device());
        if (!paid || !fits || device == null || device.signedPrekey() == null) {
            absorb(writer, TAKEN_BYTES, paid);
            return Optional.empty();
        }
        int left = left(writer, device.id());
        return Optional.of(new FoundBundle(device, left, oneTime(writer, wish, device.id())));
    }

    /// Whether there is a token, and nobody has spent it.
    private static boolean spend(WriterConnection writer, Optional<Payment> payment) throws SQLException {
        if (payment.isEmpty()) {
            return false;
        }
        PreparedStatement spend = writer.statement(SPEND);
        spend.setLong(1, payment.get().day());
        spend.setBytes(2, payment.get().tag());
        return spend.executeUpdate() == 1;
    }

    private static void absorbSend(WriterConnection writer, Parcel parcel, boolean paid) throws SQLException {
        absorb(writer, parcel.size(), paid);
        PreparedStatement count = writer.statement(COUNT);
        count.setLong(1, writer.nextMessageRow());
        count.executeUpdate();
    }

    /// @param paid false: nothing was written down as spent either
    private static void absorb(WriterConnection writer, int bytes, boolean paid) throws SQLException {
        PreparedStatement absorb = writer.statement(ABSORB);
        long turn = writer.nextAbsorbed();
        byte[] filler = new byte[paid ? bytes : bytes + PAGE_BYTES];
        Arrays.fill(filler, (byte) (turn / GroupCommit.MAX_BATCH)); // the same bytes again would not be written
        absorb.setLong(1, turn % GroupCommit.MAX_BATCH);
        absorb.setBytes(2, filler);
        absorb.executeUpdate();
    }

    private static @Nullable DeviceRow device(WriterConnection writer, long id) throws SQLException {
        PreparedStatement device = writer.statement(DEVICE);
        device.setLong(1, id);
        try (ResultSet row = device.executeQuery()) {
            return row.next() ? device(id, row) : null;
        }
    }

    private static DeviceRow device(long id, ResultSet row) throws SQLException {
        return new DeviceRow(
                id,
                row.getBytes(1),
                row.getBytes(2),
                row.getBytes(3),
                row.getBytes(4),
                row.getLong(5),
                row.getBytes(6));
    }

    private static int left(WriterConnection writer, long device) throws SQLException {
        PreparedStatement left = writer.statement(LEFT);
        left.setLong(1, device);
        try (ResultSet row = left.executeQuery()) {
            return row.getInt(1);
        }
    }

    /// The oldest one, taken out so that nobody gets it again.
    private static PrekeyRepository.@Nullable Row oneTime(WriterConnection writer, Wish wish, long device)
            throws SQLException {
        PreparedStatement oldest = writer.statement(OLDEST);
        oldest.setLong(1, device);
        long id;
        PrekeyRepository.Row found;
        try (ResultSet row = oldest.executeQuery()) {
            if (!row.next() || !wish.takesOneTime(device)) {
                absorb(writer, TAKEN_BYTES, true);
                return null;
            }
            id = row.getLong(1);
            found = new PrekeyRepository.Row(row.getBytes(2), row.getBytes(3), row.getBytes(4));
        }
        PreparedStatement take = writer.statement(TAKE);
        take.setLong(1, wish.asked());
        take.setLong(2, id);
        take.executeUpdate();
        return found;
    }

    static int forget(WriterConnection writer, long beforeDay, int limit) throws SQLException {
        PreparedStatement forget = writer.statement(FORGET);
        forget.setLong(1, beforeDay);
        forget.setInt(2, limit);
        return forget.executeUpdate();
    }
}
