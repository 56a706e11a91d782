package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// A blob that waits in one of the device's mailboxes; `received` is rounded to the hour.
@JsonNaming(SnakeCaseStrategy.class)
public record StoredMessage(byte[] id, byte[] mailbox, byte[] content, Instant received) {}
