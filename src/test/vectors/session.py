"""Sections 4 and 5 of docs/protocol.md: two sides of one session whose messages all arrive in order.

Each side keeps its own state and opens what the other sent, so that what is written down has been read back.
"""
from mlkem import ML_KEM_768
from primitives import clamp, dh, hkdf, label, mac, open_sealed, seal, split, u8, u32, x25519_public
from nacl.exceptions import CryptoError


class Authenticator:
    def __init__(self, pq_key):
        self.root = bytes(32)
        self.update(0, pq_key)

    def update(self, epoch, key):
        okm = hkdf(None, self.root + key, label("scka/auth") + u32(epoch), 64)
        self.root, self.mac_key = split(okm, 32, 32)

    def part(self, kind, epoch, key):
        return key + mac(self.mac_key, label("scka/" + kind) + u32(epoch) + key)


class PqChains:
    """Chains by epoch: key epoch → [chain key, number of keys taken]."""

    def __init__(self, pq_key):
        self.directions = ({}, {})
        self.root, *chains = split(hkdf(None, pq_key, label("pq/start"), 96), 32, 32, 32)
        self.put(0, chains)

    def put(self, epoch, chains):
        for direction, chain in zip(self.directions, chains):
            direction[epoch] = [chain, 0]

    def add(self, epoch, secret):
        self.root, *chains = split(hkdf(self.root, secret, label("pq/add") + u32(epoch), 96), 32, 32, 32)
        self.put(epoch, chains)
        return {"epoch": epoch, "secret": secret, "root": self.root, "chain_ab": chains[0], "chain_ba": chains[1]}

    def next_key(self, direction, epoch):
        entry = self.directions[direction][epoch]
        entry[0], key = split(hkdf(None, entry[0], label("pq/next") + u32(entry[1]), 64), 32, 32)
        entry[1] += 1
        return entry[1] - 1, key


def epoch_secret(shared, epoch):
    return hkdf(None, shared, label("scka/secret") + u32(epoch), 32)


class Holder:
    """A: makes every key pair."""

    def __init__(self, auth):
        self.auth, self.epoch, self.part, self.dk = auth, 1, None, None

    def send(self, randomness):
        if self.part is None:
            ek, self.dk = ML_KEM_768.keygen(randomness("kem_seed", 64))
            self.part = self.auth.part("ek", self.epoch, ek)
        return 1, self.part, None

    def receive(self, kind, part, epoch):
        assert kind == 2
        if epoch < self.epoch:
            return None
        assert epoch == self.epoch and self.dk is not None
        ciphertext = part[:1088]
        secret = epoch_secret(ML_KEM_768.decapsulate(self.dk, ciphertext), epoch)
        self.auth.update(epoch, secret)
        assert self.auth.part("ct", epoch, ciphertext) == part
        self.epoch, self.part, self.dk = epoch + 1, None, None
        return epoch, secret


class Peer:
    """B: encapsulates."""

    def __init__(self, auth):
        self.auth, self.epoch, self.part, self.ek = auth, 0, None, None

    def send(self, randomness):
        added = None
        if self.ek is not None:
            shared, ciphertext = ML_KEM_768.encapsulate(self.ek, randomness("kem_randomness", 32))
            secret = epoch_secret(shared, self.epoch)
            self.auth.update(self.epoch, secret)
            added, self.ek = (self.epoch, secret), None
            self.part = self.auth.part("ct", self.epoch, ciphertext)
        return 2, self.part, added

    def receive(self, kind, part, epoch):
        assert kind == 1
        if epoch <= self.epoch:
            return None
        assert epoch == self.epoch + 1
        ek = part[:1184]
        assert self.auth.part("ek", epoch, ek) == part
        self.epoch, self.part, self.ek = epoch, None, ek
        return None


class Side:
    def __init__(self, role, handshake, signed):
        self.role, self.t, self.rk = role, handshake.transcript, handshake.root
        self.hks = self.cks = self.hkr = self.ckr = None
        self.ns = self.nr = self.pn = self.ke = self.kpn = 0
        if role == "A":
            self.peer_key, self.own = signed.public, None
            self.nhks, self.nhkr = handshake.header_key, handshake.next_header_key
        else:
            self.peer_key, self.own = None, signed.private
            self.nhks, self.nhkr = handshake.next_header_key, handshake.header_key
        self.scka = (Holder if role == "A" else Peer)(Authenticator(handshake.pq_key))
        self.pq = PqChains(handshake.pq_key)

    def kdf_rk(self, shared):
        return split(hkdf(self.rk, shared, label("root"), 96), 32, 32, 32)

    def send(self, draw, plaintext):
        log = {"from": self.role, "plaintext": plaintext}

        def randomness(name, size):
            log[name] = clamp(draw(name, size)) if name == "dh_private" else draw(name, size)
            return log[name]

        if self.peer_key is not None:
            self.pn, self.ns, self.hks = self.ns, 0, self.nhks
            self.own = randomness("dh_private", 32)
            self.rk, self.cks, self.nhks = self.kdf_rk(dh(self.own, self.peer_key))
            self.peer_key = None
            log |= {"root": self.rk, "chain": self.cks, "next_header_key": self.nhks}
        kind, part, added = self.scka.send(randomness)
        if added:
            log["added"] = self.pq.add(*added)
        # KE is always e − 1 of the sender's state after the send
        ke = self.scka.epoch - 1
        if ke != self.ke:
            assert ke == self.ke + 1
            self.kpn = self.pq.directions[self.direction()].pop(self.ke)[1]
            self.ke = ke
        ki, pq_key = self.pq.next_key(self.direction(), ke)
        mk, self.cks, n = mac(self.cks, b"\x01"), mac(self.cks, b"\x02"), self.ns
        self.ns += 1
        key = hkdf(pq_key, mk, label("message") + u32(ke) + u32(ki) + u32(n), 32)
        numbers = (self.pn, n, ke, ki, self.kpn)
        header = x25519_public(self.own) + b"".join(u32(number) for number in numbers) + u8(kind) + part
        header += bytes(1280 - len(header))
        nonce = randomness("nonce", 24)
        message = u8(1) + nonce + seal(self.hks, nonce, self.t + u8(1), header)
        assert len(message) == 1321
        message += seal(key, nonce, self.t + message, plaintext)
        log |= dict(zip(("pn", "n", "ke", "ki", "kpn"), numbers))
        log |= {"header_key": self.hks, "header": header, "part": kind, "mk": mk, "pq_key": pq_key}
        log |= {"message_key": key, "message": message}
        log |= {"auth_root": self.scka.auth.root, "auth_mac_key": self.scka.auth.mac_key}
        return log

    def direction(self):
        return 0 if self.role == "A" else 1

    def receive(self, message):
        """Opens a message that is the next of its chain, and gives its plaintext."""
        nonce, sealed, body = message[1:25], message[25:1321], message[1321:]
        header = self.open_header(nonce, sealed)
        pn, n, ke, ki, kpn = (int.from_bytes(header[32 + 4 * i : 36 + 4 * i], "big") for i in range(5))
        assert n == self.nr
        size = 1216 if header[52] == 1 else 1120
        index, pq_key = self.pq.next_key(1 - self.direction(), ke)
        assert index == ki
        mk, self.ckr = mac(self.ckr, b"\x01"), mac(self.ckr, b"\x02")
        self.nr += 1
        key = hkdf(pq_key, mk, label("message") + u32(ke) + u32(ki) + u32(n), 32)
        plaintext = open_sealed(key, nonce, self.t + message[:1321], body)
        assert header[53 + size :] == bytes(1280 - 53 - size)
        added = self.scka.receive(header[52], header[53 : 53 + size], ke + 1)
        if added:
            self.pq.add(*added)
        return plaintext

    def open_header(self, nonce, sealed):
        try:
            return open_sealed(self.hkr or bytes(32), nonce, self.t + u8(1), sealed)
        except CryptoError:
            header = open_sealed(self.nhkr, nonce, self.t + u8(1), sealed)
        self.hkr, self.nr = self.nhkr, 0
        self.rk, self.ckr, self.nhkr = self.kdf_rk(dh(self.own, header[:32]))
        self.peer_key, self.own = header[:32], None
        return header


def converse(draw, name, handshake, signed, turns):
    """Messages in the order of `turns`, pairs of the sender's letter and a plaintext; each arrives at once."""
    sides = {"A": Side("A", handshake, signed), "B": Side("B", handshake, signed)}
    first = Authenticator(handshake.pq_key)
    log = []
    for number, (sender, plaintext) in enumerate(turns):
        entry = sides[sender].send(lambda what, size: draw(f"{name}/{number}/{what}", size), plaintext)
        assert sides["B" if sender == "A" else "A"].receive(entry["message"]) == plaintext
        log.append(entry)
    start = split(hkdf(None, handshake.pq_key, label("pq/start"), 96), 32, 32, 32)
    return {
        "auth_root": first.root,
        "auth_mac_key": first.mac_key,
        "pq_root": start[0],
        "pq_chain_ab": start[1],
        "pq_chain_ba": start[2],
        "messages": log,
    }
