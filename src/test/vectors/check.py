"""Checks this folder's own ML-KEM, ristretto255 and HKDF before anything is generated with them.

With a folder of Wycheproof files as the argument ML-KEM is run against those too.
"""
import hashlib
import json
import sys
from pathlib import Path

import ristretto
from mlkem import ML_KEM_768, ML_KEM_1024
from primitives import hkdf, seal


def check_ristretto():
    """RFC 9496, A.1: small multiples of the generator."""
    known = {
        0: "00" * 32,
        1: "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
        2: "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
    }
    for multiple, encoding in known.items():
        assert ristretto.encode(ristretto.multiply(multiple, ristretto.G)).hex() == encoding
    assert ristretto.encode(ristretto.multiply(ristretto.L, ristretto.G)) == bytes(32)


def check_aead():
    """draft-irtf-cfrg-xchacha-03, A.3.1: the tag."""
    text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
    sealed = seal(bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)), bytes.fromhex("50515253c0c1c2c3c4c5c6c7"), text)
    assert sealed[-16:].hex() == "c0875924c1c7987947deafd8780acf49"


def check_hkdf():
    """RFC 5869 has no SHA-512 case: an absent salt must equal 64 zero bytes, and lengths must nest."""
    long = hkdf(None, b"ikm", b"info", 128)
    assert long[:32] == hkdf(bytes(64), b"ikm", b"info", 32)


def check_mlkem():
    for kem, size in ((ML_KEM_768, 1088), (ML_KEM_1024, 1568)):
        ek, dk = kem.keygen(bytes(range(64)))
        secret, ciphertext = kem.encapsulate(ek, hashlib.sha256(b"m").digest())
        assert len(ciphertext) == size and kem.decapsulate(dk, ciphertext) == secret
        bad = bytes([ciphertext[0] ^ 1]) + ciphertext[1:]
        assert kem.decapsulate(dk, bad) != secret


def run_wycheproof(folder):
    run = 0
    for name, kind in (("keygen_seed", "keygen"), ("encaps", "encaps"), ("", "decaps")):
        file = Path(folder) / f"mlkem_768{'_' + name if name else ''}_test.json"
        for group in json.loads(file.read_text())["testGroups"]:
            for test in group["tests"]:
                if test["result"] == "valid":
                    assert wycheproof_case(kind, test), f"{file.name} {test['tcId']}"
                    run += 1
    return run


def wycheproof_case(kind, test):
    value = {key: bytes.fromhex(text) for key, text in test.items() if key in ("seed", "ek", "m", "c", "K")}
    if kind == "encaps":
        return ML_KEM_768.encapsulate(value["ek"], value["m"]) == (value["K"], value["c"])
    ek, dk = ML_KEM_768.keygen(value["seed"])
    if kind == "keygen":
        return ek == value["ek"]
    return ML_KEM_768.decapsulate(dk, value["c"]) == value["K"]


def check_all():
    check_ristretto()
    check_aead()
    check_hkdf()
    check_mlkem()


if __name__ == "__main__":
    check_all()
    print("primitives: ok")
    if len(sys.argv) > 1:
        print(f"Wycheproof ML-KEM-768: {run_wycheproof(sys.argv[1])} valid cases reproduced")
