package org.sotto.server.service;

import jakarta.inject.Singleton;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.crypto.proof.SchnorrProof;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.wire.MalformedException;

/// Checks challenge and proof together. Every reason to refuse gives the same false.
@Singleton
final class ProofChecker {
    private final Challenges challenges;
    private final byte[] serverId;

    ProofChecker(Challenges challenges, ServerKeys keys) {
        this.challenges = challenges;
        this.serverId = keys.serverId();
    }

    boolean holds(Purpose purpose, Channel channel, ProofFields fields, byte[] publicKey, byte[] proof) {
        boolean redeemed = challenges.redeem(channel, fields);
        boolean proven = proven(proof, fields, channel, publicKey, purpose);
        return Boolean.logicalAnd(redeemed, proven);
    }

    private boolean proven(byte[] proof, ProofFields fields, Channel channel, byte[] publicKey, Purpose purpose) {
        try {
            return SchnorrProof.decode(proof).verify(fields.context(purpose, serverId, channel, publicKey));
        } catch (MalformedException e) {
            return false;
        }
    }
}
