package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sotto.api.ApiLimits;
import org.sotto.api.ServerInfo;
import org.sotto.api.ServerLimits;
import org.sotto.crypto.Label;
import org.sotto.server.certificate.NextPin;
import org.sotto.server.certificate.ServerCertificate;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.SottoConfig;

/// What the server says about itself.
@Singleton
public final class ServerInfoService {
    private static final ServerLimits LIMITS = new ServerLimits(
            ApiLimits.MAX_BLOB,
            ApiLimits.ONE_TIME_BATCH,
            ApiLimits.ONE_TIME_STORED,
            ApiLimits.PAGE,
            ApiLimits.ACK_BATCH,
            ApiLimits.CHALLENGE_SECONDS,
            ApiLimits.SESSION_SECONDS,
            ApiLimits.MAILBOXES,
            ApiLimits.MAILBOX_MESSAGES,
            ApiLimits.MESSAGE_DAYS);

    private final SottoConfig config;
    private final ServerKeys keys;
    private final ServerCertificate certificate;
    private final NextPin nextPin;
    private final IssuerKeys issuers;
    private final Clock clock;
    private final String version;

    ServerInfoService(
            SottoConfig config,
            ServerKeys keys,
            ServerCertificate certificate,
            NextPin nextPin,
            IssuerKeys issuers,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.keys = keys;
        this.certificate = certificate;
        this.nextPin = nextPin;
        this.issuers = issuers;
        this.clock = clock;
        this.version = version;
    }

    public ServerInfo info() {
        return new ServerInfo(
                config.name(),
                version,
                List.of("v1"),
                List.of(ApiLimits.SUITE),
                LIMITS,
                clock.instant(),
                keys.serverId(),
                keys.identityKey(),
                certificate.pin(),
                nextPin.get(),
                issuers.announced().stream().map(Issuer::described).toList());
    }

    /// Ed25519 over `Sotto1/server-info` ‖ body, 64 bytes.
    public byte[] sign(byte[] body) {
        return keys.sign(Label.SERVER_INFO.with(body));
    }
}
