package org.sotto.client.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sotto.protocol.compression.NetworkQuality;
import org.sotto.transport.LinkSample;

/// The estimator as a function of samples and times.
final class NetworkEstimateTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final long SMALL = 700;
    private static final long SEND = 3_600;

    private static LinkSample sample(long bytes, double ms) {
        return new LinkSample(bytes, (long) (ms * 1_000_000));
    }

    private static NetworkEstimate after(int count, LinkSample... samples) {
        NetworkEstimate estimate = NetworkEstimate.UNKNOWN;
        for (int i = 0; i < count; i++) {
            for (LinkSample sample : samples) {
                estimate = estimate.with(sample, NOW);
            }
        }
        return estimate;
    }

    @Test
    void anUnknownNetworkIsMedium() {
        assertEquals(NetworkQuality.MEDIUM, NetworkEstimate.UNKNOWN.quality(NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0, GOOD", "149, 0, GOOD", "151, 0, MEDIUM", "499, 0, MEDIUM", "501, 0, POOR", "3000, 0, POOR",
        "20, 15, GOOD", "20, 16, MEDIUM", "20, 62, MEDIUM", "20, 63, POOR", "20, 1000, POOR", "200, 15, MEDIUM"
    })
    void aClassFollowsFromRoundTripAndTimePerKib(long roundTripMs, long perKibMs, NetworkQuality quality) {
        NetworkEstimate estimate = new NetworkEstimate(roundTripMs * 1_000, 0, perKibMs * 1_000, NOW);
        assertEquals(quality, estimate.quality(NOW));
    }

    @Test
    void aRoundTripIsSmoothedAsInRfc6298() {
        NetworkEstimate first = after(1, sample(SMALL, 100));
        assertEquals(new NetworkEstimate(100_000, 50_000, 0, NOW), first);
        NetworkEstimate second = first.with(sample(SMALL, 180), NOW);
        assertEquals((7 * 100_000 + 180_000) / 8, second.roundTripUs());
        assertEquals((3 * 50_000 + 80_000) / 4, second.deviationUs());
    }

    @Test
    void oneOutlierIsNoOtherNetworkAndManyAre() {
        NetworkEstimate estimate = after(20, sample(SMALL, 40), sample(SEND, 60));
        assertEquals(NetworkQuality.GOOD, estimate.quality(NOW));
        NetworkEstimate disturbed = estimate.with(sample(SMALL, 800), NOW);
        assertEquals(NetworkQuality.GOOD, disturbed.quality(NOW));
        for (int i = 0; i < 12; i++) {
            disturbed = disturbed.with(sample(SMALL, 800), NOW);
        }
        assertEquals(NetworkQuality.POOR, disturbed.quality(NOW));
    }

    /// 3,600 bytes in 40 ms + what 8, 32 and 1,000 KiB a second take.
    @ParameterizedTest
    @CsvSource({"8, POOR", "32, MEDIUM", "1000, GOOD"})
    void throughputIsWhatTakesLongerThanARoundTrip(int kibPerSecond, NetworkQuality quality) {
        double transfer = SEND / 1.024 / kibPerSecond;
        NetworkEstimate estimate = after(8, sample(SMALL, 40), sample(SEND, 40 + transfer));
        assertEquals(quality, estimate.quality(NOW));
    }

    @Test
    void whatIsNeitherSmallNorLargeTellsNothing() {
        NetworkEstimate estimate = after(3, sample(SMALL, 40));
        assertEquals(estimate, estimate.with(sample(1_501, 900), NOW));
        assertEquals(estimate, estimate.with(sample(2_999, 900), NOW));
        assertEquals(
                NetworkEstimate.UNKNOWN,
                NetworkEstimate.UNKNOWN.with(sample(SEND, 900), NOW),
                "without a round trip there is nothing to subtract");
    }

    @Test
    void whatIsOldSaysNothingAboutToday() {
        NetworkEstimate poor = after(5, sample(SMALL, 900));
        assertEquals(NetworkQuality.POOR, poor.quality(NOW + HOUR));
        assertEquals(NetworkQuality.MEDIUM, poor.quality(NOW + HOUR + 1));
        assertEquals(NetworkQuality.MEDIUM, poor.quality(NOW - HOUR - 1), "the clock was set back");
        NetworkEstimate anew = poor.with(sample(SMALL, 20), NOW + HOUR + 1);
        assertEquals(new NetworkEstimate(20_000, 10_000, 0, NOW + HOUR + 1), anew);
    }

    @Test
    void everyEstimateIsBoundedAndReadsBack() {
        Random random = new Random(5);
        NetworkEstimate estimate = NetworkEstimate.UNKNOWN;
        long now = NOW;
        for (int i = 0; i < 10_000; i++) {
            long nanos =
                    random.nextInt(5) == 0 ? Long.MAX_VALUE - i : random.nextLong(-1_000, 1L << random.nextInt(1, 50));
            estimate = estimate.with(new LinkSample(random.nextLong(1L << random.nextInt(1, 40)), nanos), now);
            now += random.nextInt(60_000);
            assertTrue(estimate.roundTripUs() <= NetworkEstimate.MAX_US && estimate.roundTripUs() >= 0);
            assertTrue(estimate.perKibUs() <= NetworkEstimate.MAX_US && estimate.perKibUs() >= 0);
            assertEquals(estimate, NetworkEstimate.decode(estimate.encode()));
        }
        assertTrue(estimate.roundTripUs() > 0 && estimate.perKibUs() > 0);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        assertEquals(NetworkEstimate.UNKNOWN, NetworkEstimate.decode(null));
        assertEquals(NetworkEstimate.UNKNOWN, NetworkEstimate.decode(new byte[31]));
        assertEquals(NetworkEstimate.UNKNOWN, NetworkEstimate.decode(new byte[33]));
        NetworkEstimate huge = new NetworkEstimate(NetworkEstimate.MAX_US + 1, 0, 0, NOW);
        assertEquals(NetworkEstimate.UNKNOWN, NetworkEstimate.decode(huge.encode()));
    }
}
