"""ristretto255 (RFC 9496) on plain integers, for making test vectors only: nothing here is constant-time."""

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def sqrt_ratio(u, v):
    """Section 4.2: whether u/v is a square, and its root."""
    r = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * r * r % P
    if check in ((-u) % P, (-u) * SQRT_M1 % P):
        r = r * SQRT_M1 % P
    return check in (u % P, (-u) % P), absolute(r)


def absolute(x):
    return P - x if x % 2 else x


INVSQRT_A_MINUS_D = sqrt_ratio(1, (-1 - D) % P)[1]


def add(p, q):
    """Twisted Edwards addition with a = −1, extended coordinates; complete, so it doubles too."""
    (x1, y1, z1, t1), (x2, y2, z2, t2) = p, q
    a = (y1 - x1) * (y2 - x2) % P
    b = (y1 + x1) * (y2 + x2) % P
    c = 2 * D * t1 * t2 % P
    d = 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def generator():
    y = 4 * pow(5, P - 2, P) % P
    square, x = sqrt_ratio((y * y - 1) % P, (D * y * y + 1) % P)
    assert square
    return x, y, 1, x * y % P


G = generator()


def encode(point):
    """Section 4.3.2."""
    x0, y0, z0, t0 = point
    u1 = (z0 + y0) * (z0 - y0) % P
    u2 = x0 * y0 % P
    _, invsqrt = sqrt_ratio(1, u1 * u2 * u2 % P)
    den1, den2 = invsqrt * u1 % P, invsqrt * u2 % P
    z_inv = den1 * den2 * t0 % P
    if t0 * z_inv % P % 2:
        x, y, den_inv = y0 * SQRT_M1 % P, x0 * SQRT_M1 % P, den1 * INVSQRT_A_MINUS_D % P
    else:
        x, y, den_inv = x0, y0, den2
    if x * z_inv % P % 2:
        y = -y % P
    return absolute(den_inv * (z0 - y) % P).to_bytes(32, "little")
