package org.sotto.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.protocol.compression.Payload;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// One thing that a person sends to another, before padding and encryption. Section 13 of docs/protocol.md.
///
/// 0 content id (16) · 16 sent ms (8) · 24 kind (1) · 25 fragment index (2) · 27 fragment count (2) · 29 fields.
/// A grant, the sender's name and its identities may ride on any kind. Immutable.
public final class Content {
    /// Size of a content id in bytes: random, so that a copy is known as one.
    public static final int ID_SIZE = 16;

    /// Bytes of an issuer key's id that go along.
    public static final int ISSUER_KEY = 16;

    /// Characters (Unicode code points) in a text; longer ones travel as attachments.
    public static final int MAX_TEXT = 8_000;

    /// Characters in the name that a sender gives itself.
    public static final int MAX_NAME = 64;

    private static final int HEAD = 29;

    private final byte[] id;
    private final long sentMs;
    private final int kindCode;
    private final int fragment;
    private final int fragments;
    private final ContentFields fields;

    private final Optional<String> text;
    private final Optional<String> name;
    private final Optional<MailboxGrant> grant;
    private final Optional<Receipt> receipt;
    private final byte @Nullable [] conversation;
    private final byte @Nullable [] identityChain;
    private final byte @Nullable [] issuerKey;

    private Content(byte[] id, long sentMs, int kindCode, int fragment, int fragments, ContentFields fields) {
        this.id = id;
        this.sentMs = sentMs;
        this.kindCode = kindCode;
        this.fragment = fragment;
        this.fragments = fragments;
        this.fields = fields;
        this.text = Optional.ofNullable(fields.get(ContentFields.TEXT)).map(b -> Utf8.decode(b, MAX_TEXT, "text"));
        this.name = Optional.ofNullable(fields.get(ContentFields.NAME)).map(b -> Utf8.decode(b, MAX_NAME, "name"));
        this.grant =
                Optional.ofNullable(fields.get(ContentFields.MAILBOX_GRANT)).map(MailboxGrant::decode);
        this.receipt = receipt(fields);
        this.conversation = fields.get(ContentFields.CONVERSATION);
        if (conversation != null && conversation.length != ID_SIZE) {
            throw new MalformedException(Kind.WRONG_LENGTH, "conversation id");
        }
        this.identityChain = fields.get(ContentFields.IDENTITY_CHAIN);
        if (identityChain != null && !IdentityChain.isSize(identityChain.length)) {
            throw new MalformedException(Kind.WRONG_LENGTH, "identity chain");
        }
        this.issuerKey = fields.get(ContentFields.ISSUER_KEY);
        if (issuerKey != null && issuerKey.length != ISSUER_KEY) {
            throw new MalformedException(Kind.WRONG_LENGTH, "issuer key");
        }
    }

    /// A content without fields.
    ///
    /// @param id 16 random bytes
    /// @param sentMs milliseconds since the epoch, ≥ 0
    public static Content of(byte[] id, long sentMs, ContentKind kind) {
        if (id.length != ID_SIZE || sentMs < 0) {
            throw new IllegalArgumentException("a content has an id of 16 bytes and a time since the epoch");
        }
        return new Content(id.clone(), sentMs, kind.code(), 0, 1, ContentFields.NONE);
    }

    /// A text; it is brought into Unicode's composed form (NFC).
    ///
    /// @throws IllegalArgumentException above [#MAX_TEXT] characters
    public static Content text(byte[] id, long sentMs, String text) {
        return of(id, sentMs, ContentKind.TEXT).with(ContentFields.TEXT, Utf8.encode(text, MAX_TEXT));
    }

    public static Content receipt(byte[] id, long sentMs, Receipt receipt) {
        ContentFields fields = ContentFields.NONE
                .with(ContentFields.RECEIPT_IDS, receipt.encodeIds())
                .with(ContentFields.RECEIPT_STATE, receipt.state().encode());
        return new Content(id.clone(), sentMs, ContentKind.RECEIPT.code(), 0, 1, fields);
    }

    public Content withGrant(MailboxGrant grant) {
        return with(ContentFields.MAILBOX_GRANT, grant.encode());
    }

    /// @param key the first 16 bytes of the id of the key that the sender's server issues tokens under
    public Content withIssuerKey(byte[] key) {
        return with(ContentFields.ISSUER_KEY, key);
    }

    /// @throws IllegalArgumentException above [#MAX_NAME] characters
    public Content withName(String name) {
        return with(ContentFields.NAME, Utf8.encode(name, MAX_NAME));
    }

    public Content withIdentityChain(IdentityChain chain) {
        return with(ContentFields.IDENTITY_CHAIN, chain.encode());
    }

    /// @param conversation 16 bytes; left away between two people
    public Content withConversation(byte[] conversation) {
        return with(ContentFields.CONVERSATION, conversation);
    }

    /// @throws MalformedException for anything that is not a content; an unknown kind or tag is one
    public static Content decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, "content");
        byte[] id = in.bytes(ID_SIZE);
        long sent = in.u64();
        int kind = in.u8();
        int fragment = in.u16();
        int fragments = in.u16();
        if (fragment >= fragments) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "content");
        }
        return new Content(id, sent, kind, fragment, fragments, ContentFields.decode(in));
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter(HEAD + fields.size());
        out.bytes(id).u64(sentMs).u8(kindCode).u16(fragment).u16(fragments);
        fields.encode(out);
        return out.toByteArray();
    }

    public byte[] id() {
        return id.clone();
    }

    /// The sender's clock, milliseconds since the epoch.
    public long sentMs() {
        return sentMs;
    }

    public ContentKind kind() {
        return ContentKind.of(kindCode);
    }

    /// The byte behind [#kind], also for kinds that this version does not know.
    public int kindCode() {
        return kindCode;
    }

    /// Number of this fragment, from 0.
    public int fragment() {
        return fragment;
    }

    public int fragments() {
        return fragments;
    }

    public Optional<String> text() {
        return text;
    }

    /// The name that the sender gives itself: a claim, nothing more.
    public Optional<String> name() {
        return name;
    }

    public Optional<MailboxGrant> grant() {
        return grant;
    }

    public Optional<Receipt> receipt() {
        return receipt;
    }

    /// An encoded [IdentityChain], of which nothing but the size has been checked.
    public Optional<byte[]> identityChain() {
        return Optional.ofNullable(identityChain).map(byte[]::clone);
    }

    /// 16 bytes; there once a day.
    public Optional<byte[]> issuerKey() {
        return Optional.ofNullable(issuerKey).map(byte[]::clone);
    }

    /// 16 bytes; absent between two people.
    public Optional<byte[]> conversation() {
        return Optional.ofNullable(conversation).map(byte[]::clone);
    }

    /// What the content holds besides words, which decides whether it may be compressed.
    public Payload payload() {
        if (grant.isPresent()) {
            return Payload.SECRET;
        }
        return kind() == ContentKind.TEXT && fields.holdOnly(ContentFields.TEXT) ? Payload.TEXT : Payload.MIXED;
    }

    private Content with(int tag, byte[] value) {
        return new Content(id, sentMs, kindCode, fragment, fragments, fields.with(tag, value));
    }

    private static Optional<Receipt> receipt(ContentFields fields) {
        byte[] ids = fields.get(ContentFields.RECEIPT_IDS);
        byte[] state = fields.get(ContentFields.RECEIPT_STATE);
        if (ids == null && state == null) {
            return Optional.empty();
        }
        if (ids == null || state == null) {
            throw new MalformedException(Kind.TRUNCATED, "receipt");
        }
        return Optional.of(new Receipt(Receipt.State.decode(state), Receipt.decodeIds(ids)));
    }
}
