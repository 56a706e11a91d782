package org.sotto.protocol.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;
import org.sotto.protocol.MailboxGrant;

/// The table of section 6 of docs/protocol.md.
final class CompressionPolicyTest {
    private static final byte[] ID = new byte[Content.ID_SIZE];

    @ParameterizedTest
    @CsvSource({
        "GOOD, NORMAL, 1",
        "GOOD, HIGH, 1",
        "MEDIUM, NORMAL, 3",
        "MEDIUM, HIGH, 9",
        "POOR, NORMAL, 19",
        "POOR, HIGH, 19"
    })
    void aTextHasALevelByNetworkAndUrgency(NetworkQuality quality, Urgency urgency, int level) {
        for (int size : new int[] {1_024, 5_000, 1_048_576}) {
            assertEquals(
                    level,
                    CompressionPolicy.choose(quality, urgency, size, Payload.TEXT)
                            .level());
        }
        assertEquals(Compression.NONE, CompressionPolicy.choose(quality, urgency, 1_023, Payload.TEXT));
        assertEquals(Compression.NONE, CompressionPolicy.choose(quality, urgency, 0, Payload.TEXT));
    }

    @ParameterizedTest
    @EnumSource(NetworkQuality.class)
    void whatIsNoBareTextIsNeverCompressed(NetworkQuality quality) {
        for (Urgency urgency : Urgency.values()) {
            for (Payload payload : new Payload[] {Payload.SECRET, Payload.MIXED}) {
                assertEquals(Compression.NONE, CompressionPolicy.choose(quality, urgency, 100_000, payload));
            }
        }
    }

    @Test
    void aContentSaysWhatItHolds() {
        Content text = Content.text(ID, 0, "words");
        MailboxGrant grant = new MailboxGrant(new byte[32], new byte[32]);
        assertEquals(Payload.TEXT, text.payload());
        assertEquals(Payload.SECRET, text.withGrant(grant).payload());
        assertEquals(Payload.SECRET, text.withGrant(grant).withName("alice").payload());
        assertEquals(Payload.MIXED, text.withName("alice").payload());
        assertEquals(Payload.MIXED, text.withConversation(ID).payload());
        assertEquals(Payload.MIXED, Content.of(ID, 0, ContentKind.CONTROL).payload());
        assertEquals(Payload.MIXED, Content.of(ID, 0, ContentKind.ATTACHMENT).payload());
    }

    /// The same level gives the same bytes each time: a retry of the same content has the same size.
    @Test
    void aLevelIsDeterministic() {
        byte[] content = org.sotto.support.Prose.of(9_000, 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (Compression compression : Compression.values()) {
            if (compression != Compression.NONE) {
                byte[] once = Zstd.pack(content, compression).orElseThrow();
                assertTrue(java.util.Arrays.equals(
                        once, Zstd.pack(content, compression).orElseThrow()));
            }
        }
    }
}
