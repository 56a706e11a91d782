"""Sections 2, 3 and 13 of docs/protocol.md: identities, prekeys, both forms of the handshake."""
from mlkem import ML_KEM_1024
from primitives import H, XWing, clamp, dh, ed25519_public, hkdf, label, lp, sign, split, u8, u32, u64, x25519_public

DAY_MS = 24 * 60 * 60 * 1000
ZERO_ONE_TIME = bytes(1668)


class Identity:
    def __init__(self, draw, name):
        self.signing_seed = draw(name + "/ed25519", 32)
        self.agreement = clamp(draw(name + "/x25519", 32))
        signed = u8(1) + ed25519_public(self.signing_seed) + x25519_public(self.agreement)
        self.agreement_public = signed[33:]
        self.record = signed + sign(self.signing_seed, label("identity") + signed)
        self.fingerprint = H(label("fingerprint") + signed)[:32]

    def values(self):
        return {
            "signing_seed": self.signing_seed,
            "agreement_private": self.agreement,
            "record": self.record,
            "fingerprint": self.fingerprint,
            "safety_digits": safety_half(self.fingerprint),
        }


def rotation(old, new, time_ms):
    """Both sign: the one that goes and the one that comes."""
    signed = u8(1) + old.fingerprint + new.record + u64(time_ms)
    message = label("rotation") + signed
    return signed + sign(old.signing_seed, message) + sign(new.signing_seed, message)


def safety_half(fingerprint):
    h = H(label("safety") + fingerprint)
    for _ in range(5200):
        h = H(h + fingerprint)
    return "".join(f"{int.from_bytes(h[5 * j : 5 * j + 5], 'big') % 100_000:05d}" for j in range(6))


def safety_number(a, b):
    """The sixty digits in groups of five, and what a QR code holds."""
    halves = sorted([(safety_half(a), a), (safety_half(b), b)])
    digits = halves[0][0] + halves[1][0]
    groups = " ".join(digits[i : i + 5] for i in range(0, 60, 5))
    return groups, u8(1) + halves[0][1] + halves[1][1]


class SignedPreKey:
    def __init__(self, draw, owner, key_id, created_ms):
        self.id = key_id
        self.private = clamp(draw("signed prekey/x25519", 32))
        self.public = x25519_public(self.private)
        self.kem_seed = draw("signed prekey/ml-kem-1024", 64)
        self.kem_public, self.kem_private = ML_KEM_1024.keygen(self.kem_seed)
        self.seal_seed = draw("signed prekey/x-wing", 32)
        self.created_ms = created_ms
        signed = u8(1) + u8(1) + u32(key_id) + u64(created_ms) + u64(created_ms + 21 * DAY_MS)
        signed += self.public + self.kem_public + XWing.public(self.seal_seed)
        assert len(signed) == 2838
        self.seal_public = signed[1622:]
        self.record = signed + sign(owner.signing_seed, label("signed-prekey") + owner.fingerprint + signed)

    def values(self):
        return {
            "id": self.id,
            "created_ms": self.created_ms,
            "x25519_private": self.private,
            "kem_seed": self.kem_seed,
            "seal_seed": self.seal_seed,
            "record": self.record,
        }


class OneTimePreKey:
    def __init__(self, draw, owner, key_id):
        self.id = key_id
        self.private = clamp(draw("one-time prekey/x25519", 32))
        self.public = x25519_public(self.private)
        self.kem_seed = draw("one-time prekey/ml-kem-1024", 64)
        self.kem_public, self.kem_private = ML_KEM_1024.keygen(self.kem_seed)
        signed = u32(key_id) + self.public + self.kem_public
        assert len(signed) == 1604
        self.record = signed + sign(owner.signing_seed, label("one-time-prekey") + owner.fingerprint + signed)

    def values(self):
        return {"id": self.id, "x25519_private": self.private, "kem_seed": self.kem_seed, "record": self.record}


def bundle(identity, signed, one_time):
    out = u8(1) + identity.record + signed.record
    out += u8(1) + one_time.record if one_time else u8(0) + ZERO_ONE_TIME
    assert len(out) == 4701
    return out


class Handshake:
    """The initiator's computation; the responder's is made too and must agree."""

    def __init__(self, draw, name, a, b, signed, one_time, created_ms):
        self.one_time, self.created_ms = one_time, created_ms
        self.ephemeral = clamp(draw(name + "/ephemeral", 32))
        self.kem_randomness = draw(name + "/ml-kem m", 32)
        kem = one_time or signed
        self.ss, self.ciphertext = ML_KEM_1024.encapsulate(kem.kem_public, self.kem_randomness)
        assert ML_KEM_1024.decapsulate(kem.kem_private, self.ciphertext) == self.ss
        public = x25519_public(self.ephemeral)
        self.dhs = [dh(a.agreement, signed.public), dh(self.ephemeral, b.agreement_public)]
        self.dhs.append(dh(self.ephemeral, signed.public))
        other = [dh(signed.private, a.agreement_public), dh(b.agreement, public), dh(signed.private, public)]
        if one_time:
            self.dhs.append(dh(self.ephemeral, one_time.public))
            other.append(dh(one_time.private, public))
        assert self.dhs == other
        self.bundle = bundle(b, signed, one_time)
        one_time_id = one_time.id if one_time else 0
        self.envelope = u8(1) + u8(1) + a.record + u64(created_ms) + u32(signed.id) + u32(one_time_id)
        self.envelope += public + self.ciphertext
        assert len(self.envelope) == 1747
        self.digest = H(label("envelope") + self.envelope)[:32]
        one_time_record = one_time.record if one_time else b""
        seen = [label("transcript"), u8(1), a.record, b.record, signed.record, one_time_record]
        seen += [u64(created_ms), public, self.ciphertext]
        self.transcript = H(b"".join(lp(part) for part in seen))
        secrets = b"\xff" * 32 + b"".join(self.dhs) + self.ss
        okm = hkdf(None, secrets, label("handshake") + self.transcript, 128)
        self.root, self.header_key, self.next_header_key, self.pq_key = split(okm, 32, 32, 32, 32)

    def values(self):
        return {
            "created_ms": self.created_ms,
            "ephemeral_private": self.ephemeral,
            "kem_randomness": self.kem_randomness,
            "bundle": self.bundle,
            "dh": self.dhs,
            "kem_secret": self.ss,
            "envelope": self.envelope,
            "envelope_hash": self.digest,
            "transcript": self.transcript,
            "root": self.root,
            "header_key": self.header_key,
            "next_header_key": self.next_header_key,
            "pq_key": self.pq_key,
        }
