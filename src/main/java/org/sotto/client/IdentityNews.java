package org.sotto.client;

import org.sotto.client.session.Session;
import org.sotto.client.store.MessageTable;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// News of a contact's identity, as it rides on contents: followed, and told in a line of the history.
final class IdentityNews {
    private static final String FOLLOWED = "new identity, signed by the one before";
    private static final String FROZEN =
            "a second, different identity in the place of one: nothing is sent until you have compared the safety number";

    private final Core core;
    private final Succession succession;

    IdentityNews(Core core, Succession succession) {
        this.core = core;
        this.succession = succession;
    }

    /// Follows what rides on a content, if there is any. The line's receipt tells that it has arrived; who started
    /// this session with the identity that it leads to learns the same from any answer.
    ///
    /// @return whether there is a new line
    boolean follow(Transaction tx, Session.Key session, Content content) {
        if (content.identityChain().isEmpty()) {
            return false;
        }
        IdentityChain chain = IdentityChain.decode(chain(content));
        return switch (succession.follow(tx, session.contact(), chain)) {
            case KNOWN ->
                !session.initiator().equals(chain.last().fingerprint())
                        && tell(tx, session.contact(), content, FOLLOWED);
            case FOLLOWED -> tell(tx, session.contact(), content, FOLLOWED);
            case FROZEN -> tell(tx, session.contact(), content, FROZEN);
        };
    }

    private boolean tell(Transaction tx, long contact, Content content, String text) {
        MessageTable.Incoming line = new MessageTable.Incoming(
                contact,
                Announcements.newsId(chain(content)),
                0,
                ContentKind.IDENTITY_ROTATION.code(),
                text,
                content.sentMs());
        return tx.messages().addIncoming(line, core.now());
    }

    /// A blob started no session, but what it says is signed by an identity that the contact had.
    ///
    /// @return whether there is a new line; none for a rival who froze the contact before
    boolean freeze(Transaction tx, RivalIdentityException rival) {
        return Succession.freeze(tx, rival.contact(), rival.rival())
                && tell(tx, rival.contact(), rival.content(), FROZEN);
    }

    /// @throws MalformedException if it has none
    static byte[] chain(Content content) {
        return content.identityChain().orElseThrow(() -> new MalformedException(Kind.TRUNCATED, "identity chain"));
    }
}
