package org.sotto.client;

import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.MessageRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.protocol.Content;
import org.sotto.protocol.compression.Urgency;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.TransportException;

/// The use case of sending a text.
final class Sending {
    private final Core core;
    private final SessionStarter starter;
    private final Outbox outbox;

    Sending(Core core, SessionStarter starter, Outbox outbox) {
        this.core = core;
        this.starter = starter;
        this.outbox = outbox;
    }

    SendResult send(String name, String text, Urgency urgency) {
        String composed = checked(text);
        ContactRow contact = ContactBook.require(core, name);
        refuseFrozen(contact);
        @Nullable ClientException away = null;
        @Nullable PreKeyBundle bundle = null;
        try {
            bundle = bundleIfNeeded(core.server(), contact);
        } catch (TransportException.Unreachable e) {
            core.noteAway(e);
            away = Failures.of(e, core.home());
        } catch (TransportException.Refused e) {
            if (!e.isPassing()) {
                throw e;
            }
            away = Failures.of(e, core.home());
        }
        Stored stored = store(contact, composed, urgency, bundle);
        List<ClientException> problems = away == null ? outbox.flush().problems() : List.of(away);
        return result(stored, problems);
    }

    private record Stored(byte[] contentId, long message) {}

    /// The bundle for a first message, fetched before anything is stored; null if a session is there or others wait.
    private @Nullable PreKeyBundle bundleIfNeeded(MailboxServer server, ContactRow contact) {
        boolean needed = core.database().transact(tx -> nextInLineNeedsStart(tx, contact));
        return needed ? starter.fetch(server, contact) : null;
    }

    private boolean nextInLineNeedsStart(Transaction tx, ContactRow contact) {
        return tx.outbox().notEncrypted(contact.id()).isEmpty()
                && starter.needsStart(tx, tx.contacts().byId(contact.id()));
    }

    /// Message, session and outbox in one transaction.
    private Stored store(ContactRow contact, String text, Urgency urgency, @Nullable PreKeyBundle bundle) {
        byte[] id = core.randomBytes(Content.ID_SIZE);
        return core.database().transact(tx -> {
            refuseFrozen(tx.contacts().byId(contact.id()));
            if (bundle != null && nextInLineNeedsStart(tx, contact)) {
                starter.start(tx, contact, bundle);
            }
            long now = core.now();
            long message = tx.messages().addOutgoing(contact.id(), id, text, now);
            outbox.add(tx, contact.id(), Content.text(id, now, text), message, urgency);
            return new Stored(id, message);
        });
    }

    private static void refuseFrozen(ContactRow contact) {
        if (contact.isFrozen()) {
            throw new ClientException.ContactFrozen(contact.name());
        }
    }

    private SendResult result(Stored stored, List<ClientException> problems) {
        String id = HexFormat.of().formatHex(stored.contentId());
        MessageRow.State state = core.database().transact(tx -> tx.messages().state(stored.message()));
        return switch (state) {
            case SENT, DELIVERED -> new SendResult.Sent(id);
            case ACCEPTED -> new SendResult.Accepted(id);
            case QUEUED -> new SendResult.Queued(id, reason(problems));
            case FAILED ->
                throw problems.isEmpty()
                        ? new ClientException.ServerRefused("unknown", "another process was told why")
                        : problems.getFirst();
            case RECEIVED -> throw new IllegalStateException("an own message was received");
        };
    }

    private static String reason(List<ClientException> problems) {
        return problems.isEmpty()
                ? "the other side has to answer first"
                : String.valueOf(problems.getFirst().getMessage());
    }

    private static String checked(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        int characters = composed.codePointCount(0, composed.length());
        if (characters == 0) {
            throw new ClientException.TextEmpty();
        }
        if (characters > Content.MAX_TEXT) {
            throw new ClientException.TextTooLong(characters, Content.MAX_TEXT);
        }
        return composed;
    }
}
