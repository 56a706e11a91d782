package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// A mailbox of the session's device; `created` is rounded to the hour.
@JsonNaming(SnakeCaseStrategy.class)
public record MailboxInfo(byte[] mailbox, MailboxKind kind, Instant created) {}
