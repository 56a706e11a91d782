package org.sotto.client;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sotto.client.store.AwaitingTable;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.OutboxRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.protocol.MailboxGrant;
import org.sotto.transport.AnonymousServer;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;
import org.sotto.wire.MalformedException;

/// Sending and fetching without saying who one is: to contacts who have granted a mailbox, unless the user wants it
/// otherwise or the server issues no tokens (section 9 of docs/protocol.md).
final class Anonymity {
    /// After so long an accepted text without a receipt is sent again; after the last one the status tells of it.
    private static final List<Long> AGAIN_MS =
            Stream.of(1, 6, 24).map(TimeUnit.HOURS::toMillis).toList();
    static final long UNCONFIRMED_MS = AGAIN_MS.getLast();

    private final Core core;
    private final TokenStock tokens;

    Anonymity(Core core) {
        this.core = core;
        this.tokens = new TokenStock(core);
    }

    /// Whether something that was accepted is to be sent again.
    boolean isDue() {
        return core.database().transact(tx -> next(tx).isPresent());
    }

    private Optional<AwaitingTable.Row> next(Transaction tx) {
        for (int attempts = 0; attempts < AGAIN_MS.size(); attempts++) {
            List<AwaitingTable.Row> due = tx.awaiting().due(attempts, AGAIN_MS.get(attempts), core.now());
            if (!due.isEmpty()) {
                return Optional.of(due.getFirst());
            }
        }
        return Optional.empty();
    }

    /// Whether prekeys are fetched without identity: only for a token that was there already.
    boolean mayFetch() {
        return !core.env().identified() && tokens.isOffered() && !tokens.isEmpty();
    }

    /// The contact's keys, at the card's mailbox or at the one that was granted. Nobody is told why there are none.
    ///
    /// @throws ClientException KeysRefused
    PreKeyBundle fetch(MailboxServer server, ContactRow contact) {
        try (Batch batch = batch()) {
            return Stream.of(Optional.ofNullable(contact.card()), Optional.ofNullable(contact.granted()))
                    .flatMap(Optional::stream)
                    .flatMap(at -> batch.fetch(server, at).stream())
                    .findFirst()
                    .orElseThrow(() -> new ClientException.KeysRefused(
                            contact.name(),
                            "the server has none for whoever asks with a token, and --identified asks why"));
        }
    }

    /// A connection for what leaves together; it is opened for the first of it.
    Batch batch() {
        return new Batch();
    }

    final class Batch implements AutoCloseable {
        private @Nullable AnonymousServer connection;

        /// Whether a row for this contact and this mailbox leaves without identity.
        boolean takes(ContactRow contact, MailboxGrant target) {
            MailboxGrant granted = contact.granted();
            return !core.env().identified()
                    && granted != null
                    && Arrays.equals(granted.mailbox(), target.mailbox())
                    && tokens.isOffered();
        }

        /// Hands a row over. A text is kept until its receipt comes.
        void send(MailboxServer server, OutboxRow row) {
            byte[] blob = Objects.requireNonNull(row.blob());
            MailboxGrant target = Objects.requireNonNull(row.target());
            byte[] token = tokens.take(server);
            connection(server).send(token, row.messageId(), target.mailbox(), target.sendSecret(), blob);
            core.database().change(tx -> {
                tx.outbox().delete(row.seq());
                if (row.message() != null) {
                    tx.awaiting().add(row, blob, target, core.now());
                    tx.messages().markAccepted(row.message());
                }
            });
        }

        /// Sends again, each with a new token, what is due.
        void sendAgain(MailboxServer server) {
            Optional<AwaitingTable.Row> row = core.database().transact(Anonymity.this::next);
            while (row.isPresent() && !core.env().identified()) {
                sendAgain(server, row.get());
                row = core.database().transact(Anonymity.this::next);
            }
        }

        private void sendAgain(MailboxServer server, AwaitingTable.Row row) {
            MailboxGrant target = row.target();
            byte[] token = tokens.take(server);
            boolean last = row.attempts() + 1 == AGAIN_MS.size();
            try {
                connection(server).send(token, row.messageId(), target.mailbox(), target.sendSecret(), row.blob());
            } catch (TransportException.Refused e) {
                if (e.isPassing() || e.status() == 401) {
                    throw e;
                }
                last = true; // the server will never take it
            }
            noteAgain(row.message(), last);
        }

        /// After the last one the state of the message tells that it is not confirmed.
        private void noteAgain(long message, boolean last) {
            core.database().change(tx -> {
                tx.awaiting().sentAgain(message);
                if (last) {
                    tx.awaiting().delete(message);
                }
            });
        }

        private Optional<PreKeyBundle> fetch(MailboxServer server, MailboxGrant at) {
            byte[] token = tokens.take(server);
            try {
                return Optional.of(
                        PreKeyBundle.decode(connection(server).fetchBundle(token, at.mailbox(), at.sendSecret())));
            } catch (MalformedException | CryptoException e) {
                return Optional.empty(); // nobody's
            }
        }

        private AnonymousServer connection(MailboxServer server) {
            if (connection == null) {
                connection = server.anonymous();
            }
            return connection;
        }

        @Override
        public void close() {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
