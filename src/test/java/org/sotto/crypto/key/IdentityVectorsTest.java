package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.fingerprint.SafetyNumber;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;

/// Section 2 of docs/protocol.md by the independent vectors: identity records, fingerprints, the safety number, and
/// the prekey records with their signatures.
final class IdentityVectorsTest {
    private final Vectors vectors = Vectors.of("identity.json");
    private final VectorPeople people = new VectorPeople();

    @Test
    void recordsAndFingerprints() {
        Map.of("alice", people.alice, "bob", people.bob).forEach((name, pair) -> {
            vectors.in(name).check("record", pair.record().encode());
            vectors.in(name)
                    .check(
                            "fingerprint",
                            IdentityRecord.decode(vectors.in(name).bytes("record"))
                                    .fingerprint()
                                    .bytes());
        });
    }

    @Test
    void theSafetyNumberAndItsCode() {
        Fingerprint alice = people.alice.record().fingerprint();
        Fingerprint bob = people.bob.record().fingerprint();
        SafetyNumber number = SafetyNumber.of(alice, bob);
        assertEquals(vectors.text("safety_number"), number.text());
        vectors.check("qr", number.qr());
        for (String name : new String[] {"alice", "bob"}) {
            String half = vectors.in(name).text("safety_digits");
            assertTrue(number.text().replace(" ", "").contains(half), name);
        }
    }

    @Test
    void aRotation() {
        Vectors rotated = Vectors.of("rotation.json");
        try (IdentityKeyPair anew = VectorPeople.aliceAnew()) {
            rotated.in("successor").check("record", anew.record().encode());
            rotated.check(
                    "record",
                    IdentityRotation.sign(people.alice, anew, rotated.number("time_ms"))
                            .encode());
        }
        IdentityRotation read = IdentityRotation.decode(rotated.bytes("record"));
        rotated.check("chain", new IdentityChain(people.alice.record(), List.of(read)).encode());
        rotated.in("successor")
                .check("fingerprint", read.successor().fingerprint().bytes());
    }

    @Test
    void prekeyRecords() {
        people.handshake
                .in("signed_prekey")
                .check("record", people.signed.record().encode());
        people.handshake
                .in("one_time_prekey")
                .check("record", people.oneTime.record().encode());
    }

    @Test
    void bundlesOfBothForms() {
        for (boolean oneTime : new boolean[] {true, false}) {
            Vectors form = people.form(oneTime);
            form.check("bundle", people.bundle(oneTime).encode());
            PreKeyBundle read = PreKeyBundle.decode(form.bytes("bundle"));
            read.verify(people.bob.record().fingerprint(), form.number("created_ms"));
            form.check("bundle", read.encode());
        }
    }
}
