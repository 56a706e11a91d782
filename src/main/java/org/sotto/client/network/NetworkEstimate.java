package org.sotto.client.network;

import org.jspecify.annotations.Nullable;
import org.sotto.protocol.compression.NetworkQuality;
import org.sotto.transport.LinkSample;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// Smoothed round trip, its deviation, and what a kibibyte takes. Immutable; a pure function of samples and times.
///
/// Small exchanges tell the round trip, smoothed as RFC 6298 does. Larger ones tell the throughput: what they took
/// beyond a round trip and its deviation. Time per byte is smoothed rather than bytes per time, so that one exchange
/// that took hardly longer than a round trip does not drown the others.
///
/// @param roundTripUs  smoothed round trip in µs, ≥ 1; 0 before the first sample
/// @param deviationUs  its smoothed mean deviation in µs
/// @param perKibUs     smoothed time per KiB in µs, ≥ 1; 0 before the first sample
/// @param measuredMs   when the last sample was taken, ms since the epoch
public record NetworkEstimate(long roundTripUs, long deviationUs, long perKibUs, long measuredMs) {
    /// Nothing is known yet.
    public static final NetworkEstimate UNKNOWN = new NetworkEstimate(0, 0, 0, 0);

    /// At most one packet each way.
    static final long SMALL = 1_500;

    /// The smallest send is larger.
    static final long LARGE = 3_000;

    /// What is older says nothing about the network of today.
    static final long STALE_MS = 60L * 60 * 1000;

    /// No time in an estimate is longer: 60 s.
    static final long MAX_US = 60_000_000;

    static final long GOOD_ROUND_TRIP_US = 150_000;
    static final long POOR_ROUND_TRIP_US = 500_000;

    /// 64 KiB/s, about 512 kbit/s: what more is cannot be told from the few KiB of a message and the server's work.
    static final long GOOD_PER_KIB_US = 1_000_000 / 64;

    /// 16 KiB/s, about 128 kbit/s.
    static final long POOR_PER_KIB_US = 1_000_000 / 16;

    private static final int ENCODED = 4 * Long.BYTES;
    private static final long NANOS_PER_US = 1_000;
    private static final long KIB = 1_024;

    /// With one more exchange taken into account. A stale estimate starts anew, also after the clock was set back.
    public NetworkEstimate with(LinkSample sample, long nowMs) {
        NetworkEstimate base = isStale(nowMs) ? UNKNOWN : this;
        long elapsed = clamp(sample.nanos() / NANOS_PER_US);
        if (sample.bytes() <= SMALL) {
            return base.withRoundTrip(elapsed, nowMs);
        }
        if (sample.bytes() >= LARGE && base.roundTripUs > 0) {
            return base.withTransfer(elapsed, sample.bytes(), nowMs);
        }
        return this;
    }

    /// What of this estimate still stands.
    public NetworkQuality quality(long nowMs) {
        if (roundTripUs == 0 || isStale(nowMs)) {
            return NetworkQuality.MEDIUM;
        }
        if (roundTripUs >= POOR_ROUND_TRIP_US || perKibUs >= POOR_PER_KIB_US) {
            return NetworkQuality.POOR;
        }
        return roundTripUs < GOOD_ROUND_TRIP_US && perKibUs <= GOOD_PER_KIB_US
                ? NetworkQuality.GOOD
                : NetworkQuality.MEDIUM;
    }

    /// RFC 6298, section 2: α = 1/8, β = 1/4, and R/2 as the first deviation.
    private NetworkEstimate withRoundTrip(long sample, long nowMs) {
        if (roundTripUs == 0) {
            return new NetworkEstimate(sample, sample / 2, perKibUs, nowMs);
        }
        long deviation = (3 * deviationUs + Math.abs(roundTripUs - sample)) / 4;
        long roundTrip = (7 * roundTripUs + sample) / 8;
        return new NetworkEstimate(clamp(roundTrip), deviation, perKibUs, nowMs);
    }

    private NetworkEstimate withTransfer(long elapsed, long bytes, long nowMs) {
        long transfer = Math.max(1, elapsed - roundTripUs - deviationUs);
        long sample = clamp(transfer * KIB / bytes);
        long smoothed = perKibUs == 0 ? sample : (3 * perKibUs + sample) / 4;
        return new NetworkEstimate(roundTripUs, deviationUs, clamp(smoothed), nowMs);
    }

    private boolean isStale(long nowMs) {
        return Math.abs(nowMs - measuredMs) > STALE_MS;
    }

    private static long clamp(long us) {
        return Math.clamp(us, 1, MAX_US);
    }

    byte[] encode() {
        return new ByteWriter(ENCODED)
                .u64(roundTripUs)
                .u64(deviationUs)
                .u64(perKibUs)
                .u64(measuredMs)
                .toByteArray();
    }

    /// What cannot be read is no reason to fail: then nothing is known.
    static NetworkEstimate decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return UNKNOWN;
        }
        try {
            ByteReader in = ByteReader.exactly(bytes, ENCODED, "network estimate");
            NetworkEstimate read = new NetworkEstimate(in.u64(), in.u64(), in.u64(), in.u64());
            return read.isBounded() ? read : UNKNOWN;
        } catch (MalformedException e) {
            return UNKNOWN;
        }
    }

    private boolean isBounded() {
        return Math.max(roundTripUs, Math.max(deviationUs, perKibUs)) <= MAX_US
                && Math.min(roundTripUs, Math.min(deviationUs, perKibUs)) >= 0;
    }
}
