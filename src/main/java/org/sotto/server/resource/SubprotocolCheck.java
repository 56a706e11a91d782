package org.sotto.server.resource;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.sotto.api.frame.FrameLimits;

/// Refuses a stream whose client does not offer `sotto.v1`: it would speak something else. The interface demands Uni.
@Singleton
public final class SubprotocolCheck implements HttpUpgradeCheck {
    private static final int BAD_REQUEST = 400;

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        boolean offered = context.httpRequest().headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(line -> java.util.Arrays.stream(line.split(",")))
                .anyMatch(name -> name.strip().equals(FrameLimits.SUBPROTOCOL));
        return offered ? CheckResult.permitUpgrade() : CheckResult.rejectUpgrade(BAD_REQUEST);
    }
}
