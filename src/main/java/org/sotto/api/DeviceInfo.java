package org.sotto.api;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;

/// A registered device, as its operator sees it.
///
/// @param device      its pseudonym, the one of the audit log; it says nothing outside of this server
/// @param registered  rounded down to the hour
/// @param attestation how its statement stands now
@JsonNaming(SnakeCaseStrategy.class)
public record DeviceInfo(String device, Instant registered, Attestation attestation) {
    /// What is known of a device's hardware.
    public enum Attestation {
        /// It gave no statement.
        NONE,
        /// It vouches for itself.
        SELF,
        /// Its maker vouches for it.
        MAKER,
        /// What it gave at registration does not hold any more.
        LAPSED,
        /// This server does not look at statements.
        UNCHECKED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
