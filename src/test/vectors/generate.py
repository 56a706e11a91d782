#!/usr/bin/env python3
"""Writes the test vectors of this folder. Same seed, same bytes: see README.md."""
import hashlib
import json
from pathlib import Path

import blobs
import check
import proof
from handshake import Handshake, Identity, OneTimePreKey, SignedPreKey, rotation, safety_number
from session import converse

SEED = b"Sotto vectors 1"
NOW = 1_795_000_000_000
HERE = Path(__file__).parent


def draw(name, size):
    """The randomness of one place: every input is written down in the vectors."""
    return hashlib.shake_256(SEED + b"/" + name.encode("ascii")).digest(size)


def plain(value):
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def write(name, values):
    text = json.dumps(plain(values), indent=1, ensure_ascii=False)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


def contents():
    """One of each shape that this version sends."""
    ids = [draw(f"content/{i}", 16) for i in range(4)]
    grant = draw("grant", 64)
    text = "Zürich, 8 Uhr ☕"
    return [
        {"id": ids[0], "sent_ms": NOW, "text": text, "name": "Alice", "grant": grant,
         "encoded": blobs.content(ids[0], NOW, 1, {2: text.encode(), 3: grant, 4: b"Alice"})},
        {"id": ids[1], "sent_ms": NOW + 1, "text": "", "encoded": blobs.content(ids[1], NOW + 1, 1, {2: b""})},
        {"id": ids[2], "sent_ms": NOW + 2, "receipt": 2, "receipt_ids": [ids[0], ids[1]],
         "encoded": blobs.content(ids[2], NOW + 2, 2, {5: ids[0] + ids[1], 6: b"\x02"})},
        {"id": ids[3], "sent_ms": NOW + 3, "encoded": blobs.content(ids[3], NOW + 3, 10, {})},
    ]


def paddings():
    edges = [0, 709, 710, 3781, 3782, 9797, 9798, 100_000, 1 << 20]
    ordinary = [{"content": size, "first": False, "blob": blobs.blob_size(size, False)} for size in edges]
    edges = [0, 893, 894, 6909, 6910, 100_000, 1 << 20]
    return ordinary + [{"content": size, "first": True, "blob": blobs.blob_size(size, True)} for size in edges]


def links(alice):
    pin, server_id = draw("pin", 32), draw("server id", 32)
    at = blobs.server(pin, server_id, 7443, "sotto.example.org")
    mailbox, secret, code = draw("mailbox", 32), draw("send secret", 32), draw("code", 16)
    return {
        "host": "sotto.example.org", "port": 7443, "pin": pin, "server_id": server_id,
        "fingerprint": alice.fingerprint, "mailbox": mailbox, "send_secret": secret, "code": code,
        "card": blobs.card(at, alice.fingerprint, mailbox, secret), "invitation": blobs.invitation(at, code),
    }


def first_blob(name, handshake, bob, signed):
    text = blobs.pad(contents()[0]["encoded"], True)
    message = converse(draw, name, handshake, signed, [("A", text)])["messages"][0]
    kept = {key: message[key] for key in ("plaintext", "dh_private", "kem_seed", "nonce", "message")}
    sealed = blobs.first_blob(bob.fingerprint, signed, handshake.envelope, message["message"], draw(name + "/seal", 64))
    return kept | sealed


def move(alice):
    """Alice takes a new identity, and tells it in a content."""
    anew, content_id = Identity(draw, "alice anew"), draw("content/rotation", 16)
    record = rotation(alice, anew, NOW)
    chain = alice.record + record
    return {
        "successor": anew.values(), "time_ms": NOW, "record": record, "chain": chain,
        "content_id": content_id, "content": blobs.content(content_id, NOW + 1, 8, {7: chain}),
    }


def main():
    check.check_all()
    alice, bob = Identity(draw, "alice"), Identity(draw, "bob")
    signed = SignedPreKey(draw, bob, 0x01020304, NOW - 1000)
    one_time = OneTimePreKey(draw, bob, 0xFFFFFFFE)
    groups, qr = safety_number(alice.fingerprint, bob.fingerprint)
    with_one_time = Handshake(draw, "one-time", alice, bob, signed, one_time, NOW)
    last_resort = Handshake(draw, "last resort", alice, bob, signed, None, NOW)
    write("identity.json", {"alice": alice.values(), "bob": bob.values(), "safety_number": groups, "qr": qr})
    write("rotation.json", move(alice))
    write("handshake.json", {
        "signed_prekey": signed.values(), "one_time_prekey": one_time.values(),
        "one_time": with_one_time.values(), "last_resort": last_resort.values(),
    })
    turns = [(who, blobs.pad(contents()[i % 4]["encoded"], False)) for i, who in enumerate("AABBABAAABAB")]
    write("session.json", converse(draw, "session", with_one_time, signed, turns))
    write("first-blob.json", {
        "one_time": first_blob("first one-time", with_one_time, bob, signed),
        "last_resort": first_blob("first last resort", last_resort, bob, signed),
    })
    write("content.json", {"contents": contents(), "paddings": paddings(), "links": links(alice)})
    write("proof.json", {"proofs": [proof.prove(draw, purpose) for purpose in ("auth", "register")]})


if __name__ == "__main__":
    main()
