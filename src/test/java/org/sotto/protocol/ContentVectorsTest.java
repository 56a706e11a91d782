package org.sotto.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.support.Vectors;

/// Contents, padding, cards and invitations (sections 6, 7 and 13 of docs/protocol.md) by the independent vectors.
final class ContentVectorsTest {
    private final Vectors vectors = Vectors.of("content.json");

    @Test
    void contents() {
        for (Vectors each : vectors.all("contents")) {
            each.check("encoded", content(each).encode());
            Content read = Content.decode(each.bytes("encoded"));
            each.check("id", read.id());
            assertEquals(each.number("sent_ms"), read.sentMs());
            if (each.has("text")) {
                assertEquals(each.text("text"), read.text().orElseThrow());
            }
            each.check("encoded", read.encode());
        }
    }

    @Test
    void theContentOfARotation() {
        Vectors each = Vectors.of("rotation.json");
        IdentityChain chain = IdentityChain.decode(each.bytes("chain"));
        Content content = Content.of(
                        each.bytes("content_id"), each.number("time_ms") + 1, ContentKind.IDENTITY_ROTATION)
                .withIdentityChain(chain);
        each.check("content", content.encode());
        each.check(
                "chain", Content.decode(each.bytes("content")).identityChain().orElseThrow());
    }

    @Test
    void theSizesOfBlobs() {
        for (Vectors each : vectors.all("paddings")) {
            boolean first = each.flag("first");
            byte[] padded = Padding.pad(new byte[(int) each.number("content")], PaddingStrategy.BUCKET, first);
            assertEquals(
                    each.number("blob"), padded.length + (first ? 4_225 : 1_337), each.number("content") + " bytes");
        }
    }

    @Test
    void theOrdinaryPlaintextsOfTheConversation() {
        List<Vectors> contents = vectors.all("contents");
        int number = 0;
        for (Vectors message : Vectors.of("session.json").all("messages")) {
            byte[] content = contents.get(number++ % contents.size()).bytes("encoded");
            message.check("plaintext", Padding.pad(content, PaddingStrategy.BUCKET, false));
            assertArrayEquals(content, Padding.unpad(message.bytes("plaintext")));
        }
    }

    @Test
    void cardAndInvitation() {
        Vectors links = vectors.in("links");
        HomeServer server = new HomeServer(
                links.text("host"), (int) links.number("port"), links.bytes("pin"), links.bytes("server_id"));
        ContactCard card = new ContactCard(
                server,
                new Fingerprint(links.bytes("fingerprint")),
                links.bytes("mailbox"),
                links.bytes("send_secret"));
        assertEquals(links.text("card"), card.text());
        assertEquals(card, ContactCard.parse(links.text("card")));
        Invitation invitation = new Invitation(server, links.bytes("code"));
        assertEquals(links.text("invitation"), invitation.text());
        assertEquals(invitation, Invitation.parse(links.text("invitation")));
    }

    private static Content content(Vectors each) {
        byte[] id = each.bytes("id");
        long sent = each.number("sent_ms");
        if (each.has("receipt")) {
            return Content.receipt(id, sent, new Receipt(Receipt.State.READ, each.list("receipt_ids")));
        }
        if (!each.has("text")) {
            return Content.of(id, sent, ContentKind.CONTROL);
        }
        Content content = Content.text(id, sent, each.text("text"));
        if (each.has("grant")) {
            byte[] grant = each.bytes("grant");
            content = content.withGrant(new MailboxGrant(Arrays.copyOf(grant, 32), Arrays.copyOfRange(grant, 32, 64)));
        }
        return each.has("name") ? content.withName(each.text("name")) : content;
    }
}
