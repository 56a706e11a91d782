"""Section 8 of docs/protocol.md: the device's Schnorr proof."""
import ristretto
from primitives import H, hkdf, label, u64

FIELDS = ("server_id", "exporter", "device_id", "public", "client_nonce", "server_nonce")


def scalar(data):
    return int.from_bytes(data, "little") % ristretto.L


def encode(number):
    return number.to_bytes(32, "little")


def times_g(number):
    return ristretto.encode(ristretto.multiply(number, ristretto.G))


def prove(draw, purpose):
    y = scalar(draw("device secret", 64))
    values = {name: draw(name, 32) for name in FIELDS if name != "public"} | {"public": times_g(y)}
    values |= {"purpose": purpose, "secret": encode(y), "expiry_ms": 1_795_000_030_000}
    values |= {"challenge": draw("challenge", 32), "fresh": draw("fresh", 64)}
    transcript = b"".join(values[name] for name in FIELDS) + u64(values["expiry_ms"]) + values["challenge"]
    k = scalar(hkdf(None, encode(y) + values["fresh"], label("auth/nonce") + label(purpose) + transcript, 64))
    commitment = times_g(k)
    c = scalar(H(label(purpose) + transcript + commitment))
    s = (k + c * y) % ristretto.L
    # R' = sG − cY, by the verifier's equation with Y = yG
    assert times_g((s - c * y) % ristretto.L) == commitment
    return values | {"commitment": commitment, "proof": encode(c) + encode(s)}
