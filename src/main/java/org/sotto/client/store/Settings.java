package org.sotto.client.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// Small values by name: the session token, the announced next pin, what was last seen of the server, counters.
public final class Settings {
    private final Sql sql;

    Settings(Sql sql) {
        this.sql = sql;
    }

    /// A number in the settings.
    public enum Counter {
        /// Blobs that were refused: damaged, or not for any session.
        REFUSED,
        /// Blobs that came again and were dropped.
        DUPLICATES,
        /// When the server answered last.
        LAST_CONTACT,
        /// Own one-time prekeys left at the server.
        ONE_TIME_LEFT,
        /// 1 when the server knows the public mailbox of the card.
        CARD_MAILBOX_MADE,
        /// Until when the session token stands, by the own clock.
        TOKEN_EXPIRY,
        /// When the device looked after itself last.
        SELF_CHECKED,
        /// When files of the profile were last found open to others.
        EXPOSED,
        /// When the stock of blind tokens is filled up next.
        NEXT_TOKENS
    }

    public long get(Counter counter, long absent) {
        byte[] value = bytes(counter.name());
        return value == null
                ? absent
                : ByteReader.exactly(value, 8, counter.name()).u64();
    }

    public void set(Counter counter, long value) {
        put(counter.name(), new ByteWriter(8).u64(value).toByteArray());
    }

    public void increment(Counter counter) {
        set(counter, get(counter, 0) + 1);
    }

    /// Server's clock minus own clock in ms, as seen last.
    public long clockSkew() {
        byte[] value = bytes("clock-skew");
        return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    }

    public void setClockSkew(long skewMs) {
        put("clock-skew", ByteBuffer.allocate(Long.BYTES).putLong(skewMs).array());
    }

    /// Why the last blob was refused.
    public @Nullable String lastRefusal() {
        byte[] value = bytes("last-refusal");
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    public void setLastRefusal(String reason) {
        put("last-refusal", reason.getBytes(StandardCharsets.UTF_8));
    }

    /// What the device found when it looked after itself last, or null if it never did.
    public @Nullable String selfCheck() {
        byte[] value = bytes("self-check");
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    public void setSelfCheck(String finding) {
        put("self-check", finding.getBytes(StandardCharsets.UTF_8));
    }

    /// Why the home server seems to tell people apart by the keys that it issues tokens under.
    public @Nullable String issuerWarning() {
        byte[] value = bytes("issuer-warning");
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    public void setIssuerWarning(String warning) {
        put("issuer-warning", warning.getBytes(StandardCharsets.UTF_8));
    }

    public @Nullable String token() {
        byte[] value = bytes("token");
        return value == null ? null : new String(value, StandardCharsets.US_ASCII);
    }

    public void setToken(@Nullable String token, long expiryMs) {
        if (token == null) {
            sql.update("DELETE FROM settings WHERE name = 'token'");
        } else {
            put("token", token.getBytes(StandardCharsets.US_ASCII));
            set(Counter.TOKEN_EXPIRY, expiryMs);
        }
    }

    /// The pin that the server has announced as its next one, 32 bytes.
    public byte @Nullable [] nextPin() {
        return bytes("next-pin");
    }

    public void setNextPin(byte[] pin) {
        put("next-pin", pin);
    }

    /// What is known of the network, encoded by whoever measures it.
    public byte @Nullable [] network() {
        return bytes("network");
    }

    public void setNetwork(byte[] estimate) {
        put("network", estimate);
    }

    private byte @Nullable [] bytes(String name) {
        return sql.one("SELECT value FROM settings WHERE name = ?", row -> row.getBytes(1), name)
                .orElse(null);
    }

    private void put(String name, byte[] value) {
        sql.update(
                "INSERT INTO settings(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }
}
