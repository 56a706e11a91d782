package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// The contents of `DATA/server.json`: where the server that owns the data folder is reached.
@JsonNaming(SnakeCaseStrategy.class)
public record RunningServer(
        int httpsPort, int managementPort, long pid, byte[] pin, byte[] serverId, String publicAddress) {
    /// The byte of `DATA/lock` that a server locks once the folder is its own, and that operators look
    /// at. It is not the one that keeps a second server out: to look must not hinder a start.
    public static final long SERVING = 1;
}
