"""Section 1 of docs/protocol.md: the primitives under the names that the specification gives them."""
import hashlib
import hmac

from nacl import bindings

from mlkem import ML_KEM_768


def u8(value):
    return value.to_bytes(1, "big")


def u16(value):
    return value.to_bytes(2, "big")


def u32(value):
    return value.to_bytes(4, "big")


def u64(value):
    return value.to_bytes(8, "big")


def lp(data):
    return u32(len(data)) + data


def label(name):
    return b"Sotto1/" + name.encode("ascii")


def H(data):
    return hashlib.sha512(data).digest()


def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def hkdf(salt, ikm, info, length):
    """RFC 5869 with SHA-512; an absent salt is 64 zero bytes."""
    prk = hmac.new(salt if salt is not None else bytes(64), ikm, hashlib.sha512).digest()
    out, block, counter = b"", b"", 0
    while len(out) < length:
        counter += 1
        block = hmac.new(prk, block + info + u8(counter), hashlib.sha512).digest()
        out += block
    return out[:length]


def split(data, *sizes):
    out, at = [], 0
    for size in sizes:
        out.append(data[at : at + size])
        at += size
    assert at == len(data)
    return out


def seal(key, nonce, ad, plaintext):
    return bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, ad, nonce, key)


def open_sealed(key, nonce, ad, ciphertext):
    return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, ad, nonce, key)


def clamp(data):
    """RFC 7748, section 5: the form in which the private keys of the vectors are written down."""
    key = bytearray(data)
    key[0] &= 248
    key[31] = (key[31] & 127) | 64
    return bytes(key)


def x25519_public(private):
    return bindings.crypto_scalarmult_base(private)


def dh(private, public):
    return bindings.crypto_scalarmult(private, public)


def ed25519_public(seed):
    return bindings.crypto_sign_seed_keypair(seed)[0]


def sign(seed, message):
    _, secret = bindings.crypto_sign_seed_keypair(seed)
    return bindings.crypto_sign(message, secret)[:64]


class XWing:
    """draft-connolly-cfrg-xwing-kem, label last."""

    LABEL = b"\\.//^\\"

    @staticmethod
    def expand(seed):
        expanded = hashlib.shake_256(seed).digest(96)
        ek, dk = ML_KEM_768.keygen(expanded[:64])
        return ek, dk, expanded[64:]

    @classmethod
    def public(cls, seed):
        ek, _, x = cls.expand(seed)
        return ek + x25519_public(x)

    @classmethod
    def combine(cls, kem_secret, x_secret, x_ciphertext, x_public):
        return hashlib.sha3_256(kem_secret + x_secret + x_ciphertext + x_public + cls.LABEL).digest()

    @classmethod
    def encapsulate(cls, public, eseed):
        ek, peer = public[:1184], public[1184:]
        kem_secret, kem_ciphertext = ML_KEM_768.encapsulate(ek, eseed[:32])
        ephemeral = x25519_public(eseed[32:])
        secret = cls.combine(kem_secret, dh(eseed[32:], peer), ephemeral, peer)
        return secret, kem_ciphertext + ephemeral

    @classmethod
    def decapsulate(cls, seed, ciphertext):
        _, dk, x = cls.expand(seed)
        kem_secret = ML_KEM_768.decapsulate(dk, ciphertext[:1088])
        ephemeral = ciphertext[1088:]
        return cls.combine(kem_secret, dh(x, ephemeral), ephemeral, x25519_public(x))
