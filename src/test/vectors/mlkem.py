"""ML-KEM (FIPS 203), plain and slow, for making test vectors only: nothing here is constant-time.

Names and algorithm numbers are the standard's. Both parameter sets of the protocol have eta1 = eta2 = 2.
"""
from hashlib import sha3_256, sha3_512, shake_128, shake_256

Q = 3329
N = 256
ZETA = 17


def bit_reverse(i):
    return int(f"{i:07b}"[::-1], 2)


ZETAS = [pow(ZETA, bit_reverse(i), Q) for i in range(128)]
GAMMAS = [pow(ZETA, 2 * bit_reverse(i) + 1, Q) for i in range(128)]


def byte_encode(d, f):
    """Algorithm 5: 256 integers of d bits each, little-endian."""
    number = sum(value << (d * i) for i, value in enumerate(f))
    return number.to_bytes(32 * d, "little")


def byte_decode(d, data):
    """Algorithm 6."""
    number = int.from_bytes(data, "little")
    modulus = Q if d == 12 else 1 << d
    return [((number >> (d * i)) & ((1 << d) - 1)) % modulus for i in range(N)]


def compress(d, f):
    """Round to nearest, halves up (section 4.2.1)."""
    return [((x << (d + 1)) + Q) // (2 * Q) % (1 << d) for x in f]


def decompress(d, f):
    return [(2 * Q * y + (1 << d)) >> (d + 1) for y in f]


def sample_ntt(seed, j, i):
    """Algorithm 7."""
    stream = shake_128(seed + bytes([j, i])).digest(168 * 12)
    out = []
    for at in range(0, len(stream), 3):
        a, b, c = stream[at : at + 3]
        for value in (a + 256 * (b % 16), b // 16 + 16 * c):
            if value < Q and len(out) < N:
                out.append(value)
    assert len(out) == N, "the stream was too short for this seed"
    return out


def sample_cbd(seed, nonce):
    """Algorithm 8 with eta = 2, on PRF(seed, nonce)."""
    data = int.from_bytes(shake_256(seed + bytes([nonce])).digest(128), "little")
    bit = lambda i: (data >> i) & 1
    return [(bit(4 * i) + bit(4 * i + 1) - bit(4 * i + 2) - bit(4 * i + 3)) % Q for i in range(N)]


def ntt(f):
    """Algorithm 9."""
    f = list(f)
    i, size = 1, 128
    while size >= 2:
        for start in range(0, N, 2 * size):
            zeta = ZETAS[i]
            i += 1
            for j in range(start, start + size):
                t = zeta * f[j + size] % Q
                f[j + size] = (f[j] - t) % Q
                f[j] = (f[j] + t) % Q
        size //= 2
    return f


def inverse_ntt(f):
    """Algorithm 10."""
    f = list(f)
    i, size = 127, 2
    while size <= 128:
        for start in range(0, N, 2 * size):
            zeta = ZETAS[i]
            i -= 1
            for j in range(start, start + size):
                t = f[j]
                f[j] = (t + f[j + size]) % Q
                f[j + size] = zeta * (f[j + size] - t) % Q
        size *= 2
    return [x * 3303 % Q for x in f]


def multiply(f, g):
    """Algorithms 11 and 12."""
    out = []
    for i in range(128):
        a0, a1, b0, b1 = f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]
        out += [(a0 * b0 + a1 * b1 * GAMMAS[i]) % Q, (a0 * b1 + a1 * b0) % Q]
    return out


def add(f, g):
    return [(x + y) % Q for x, y in zip(f, g)]


def dot(fs, gs):
    total = [0] * N
    for f, g in zip(fs, gs):
        total = add(total, multiply(f, g))
    return total


class MlKem:
    def __init__(self, k, du, dv):
        self.k, self.du, self.dv = k, du, dv

    def matrix(self, rho):
        return [[sample_ntt(rho, j, i) for j in range(self.k)] for i in range(self.k)]

    def keygen(self, seed):
        """Algorithm 16 (KeyGen_internal) from d ‖ z: the encapsulation and the decapsulation key."""
        d, z = seed[:32], seed[32:]
        expanded = sha3_512(d + bytes([self.k])).digest()
        rho, sigma = expanded[:32], expanded[32:]
        matrix = self.matrix(rho)
        s = [ntt(sample_cbd(sigma, i)) for i in range(self.k)]
        e = [ntt(sample_cbd(sigma, self.k + i)) for i in range(self.k)]
        t = [add(dot(matrix[i], s), e[i]) for i in range(self.k)]
        ek = b"".join(byte_encode(12, f) for f in t) + rho
        dk = b"".join(byte_encode(12, f) for f in s) + ek + sha3_256(ek).digest() + z
        return ek, dk

    def encrypt(self, ek, m, r):
        """Algorithm 14."""
        k = self.k
        t = [byte_decode(12, ek[384 * i : 384 * (i + 1)]) for i in range(k)]
        matrix = self.matrix(ek[384 * k :])
        y = [ntt(sample_cbd(r, i)) for i in range(k)]
        e1 = [sample_cbd(r, k + i) for i in range(k)]
        e2 = sample_cbd(r, 2 * k)
        u = [add(inverse_ntt(dot([matrix[j][i] for j in range(k)], y)), e1[i]) for i in range(k)]
        v = add(add(inverse_ntt(dot(t, y)), e2), decompress(1, byte_decode(1, m)))
        first = b"".join(byte_encode(self.du, compress(self.du, f)) for f in u)
        return first + byte_encode(self.dv, compress(self.dv, v))

    def decrypt(self, dk, c):
        """Algorithm 15."""
        k, step = self.k, 32 * self.du
        u = [decompress(self.du, byte_decode(self.du, c[step * i : step * (i + 1)])) for i in range(k)]
        v = decompress(self.dv, byte_decode(self.dv, c[step * k :]))
        s = [byte_decode(12, dk[384 * i : 384 * (i + 1)]) for i in range(k)]
        noise = inverse_ntt(dot(s, [ntt(f) for f in u]))
        return byte_encode(1, compress(1, [(x - y) % Q for x, y in zip(v, noise)]))

    def encapsulate(self, ek, m):
        """Algorithm 17 (Encaps_internal): the shared secret and the ciphertext."""
        derived = sha3_512(m + sha3_256(ek).digest()).digest()
        return derived[:32], self.encrypt(ek, m, derived[32:])

    def decapsulate(self, dk, c):
        """Algorithm 18 (Decaps_internal)."""
        k = self.k
        pke, ek = dk[: 384 * k], dk[384 * k : 768 * k + 32]
        h, z = dk[768 * k + 32 : 768 * k + 64], dk[768 * k + 64 :]
        m = self.decrypt(pke, c)
        derived = sha3_512(m + h).digest()
        if self.encrypt(ek, m, derived[32:]) == c:
            return derived[:32]
        return shake_256(z + c).digest(32)


ML_KEM_768 = MlKem(3, 10, 4)
ML_KEM_1024 = MlKem(4, 11, 5)
