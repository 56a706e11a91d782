package org.sotto.server.service;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.sotto.api.IssuerKey;
import org.sotto.crypto.token.TokenKey;

/// A key that tokens are issued under, its private half sealed.
///
/// @param day since the epoch, UTC: it is good on this day and the next
record Issuer(long day, TokenKey key, byte[] sealed) {
    static final int LIVE_DAYS = 2;

    IssuerKey described() {
        return new IssuerKey(key.encode(), start(day), start(day + LIVE_DAYS));
    }

    private static Instant start(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
