"""Sections 6, 7 and 13 of docs/protocol.md: content, padding, the sealed layer, cards and invitations."""
import base64
import hashlib

from primitives import XWing, hkdf, label, open_sealed, seal, u8, u16, u32, u64


def content(content_id, sent_ms, kind, fields):
    out = content_id + u64(sent_ms) + u8(kind) + u16(0) + u16(1)
    for tag in sorted(fields):
        out += u16(tag) + u32(len(fields[tag])) + fields[tag]
    return out


def padme(length):
    e = length.bit_length() - 1
    s = e.bit_length()
    mask = (1 << (e - s)) - 1
    return (length + mask) & ~mask


def blob_size(content_length, first):
    """Strategy `bucket`."""
    needed = content_length + (4227 if first else 1339)
    for size in (5120, 11136) if first else (2048, 5120, 11136):
        if needed <= size:
            return size
    return padme(needed)


def pad(data, first):
    size = blob_size(len(data), first) - (4225 if first else 1337)
    out = u8(0) + data + b"\x80"
    return out + bytes(size - len(out))


def first_blob(recipient, signed, envelope, message, eseed):
    shared, ciphertext = XWing.encapsulate(signed.seal_public, eseed)
    assert XWing.decapsulate(signed.seal_seed, ciphertext) == shared
    key = hkdf(None, shared, label("seal") + recipient, 32)
    head = u8(2) + u32(signed.id) + ciphertext
    assert len(head) == 1125
    blob = head + seal(key, bytes(24), head, envelope + message)
    assert open_sealed(key, bytes(24), head, blob[1125:]) == envelope + message
    return {"xwing_randomness": eseed, "xwing_secret": shared, "seal_key": key, "blob": blob}


def line(prefix, payload):
    checksum = hashlib.sha256(prefix.encode("ascii") + payload).digest()[:4]
    return prefix + base64.urlsafe_b64encode(payload + checksum).decode("ascii").rstrip("=")


def server(pin, server_id, port, host):
    return pin + server_id + u16(port) + u8(len(host)) + host.encode("ascii")


def card(at, fingerprint, mailbox, send_secret):
    return line("sotto:card:", u8(1) + at + fingerprint + mailbox + send_secret)


def invitation(at, code):
    return line("sotto:invite:", u8(1) + at + code)
