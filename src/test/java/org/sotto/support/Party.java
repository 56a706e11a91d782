package org.sotto.support;

import java.security.SecureRandom;
import org.sotto.crypto.ratchet.Decrypted;
import org.sotto.crypto.ratchet.Encrypted;
import org.sotto.crypto.ratchet.Expired;
import org.sotto.crypto.ratchet.TripleRatchet;

/// One side of a session as a client keeps it: nothing but bytes and stored keys between two operations, so every
/// operation is a restart.
public final class Party {
    private byte[] session;
    private final MemorySkippedKeys keys;
    private final SecureRandom random;
    private long nowMs;

    Party(TripleRatchet state, SecureRandom random) {
        this(state.encode(), new MemorySkippedKeys(), random);
    }

    private Party(byte[] session, MemorySkippedKeys keys, SecureRandom random) {
        this.session = session;
        this.keys = keys;
        this.random = random;
    }

    public byte[] send(byte[] plaintext) {
        Encrypted encrypted = state().encrypt(plaintext, random);
        session = encrypted.next().encode();
        return encrypted.message();
    }

    public byte[] receive(byte[] message) {
        Decrypted decrypted = state().decrypt(message, keys);
        session = decrypted.next().encode();
        keys.apply(decrypted.changes(), nowMs);
        return decrypted.plaintext();
    }

    public void expire(long now) {
        nowMs = now;
        Expired expired = state().expire(keys, now);
        session = expired.next().encode();
        keys.apply(expired.changes(), now);
    }

    /// A fresh object from the stored bytes.
    public TripleRatchet state() {
        return TripleRatchet.decode(session);
    }

    public byte[] session() {
        return session.clone();
    }

    public void restore(byte[] stored) {
        session = stored.clone();
    }

    public MemorySkippedKeys keys() {
        return keys;
    }

    /// What a thief of the whole device has.
    public Party stolen() {
        return new Party(session.clone(), keys.copy(), random);
    }
}
