package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server says about itself, signed in the header `Sotto-Signature` over `Sotto1/server-info` ‖ body.
///
/// @param serverId    SHA-256 of `identityKey`, 32 bytes
/// @param identityKey Ed25519, 32 bytes
/// @param pin         SHA-256 of the certificate's SubjectPublicKeyInfo, 32 bytes
/// @param nextPin     the pin that will follow, 32 bytes
/// @param issuerKeys  the keys that sign blind tokens; empty where there are none
@JsonNaming(SnakeCaseStrategy.class)
public record ServerInfo(
        String name,
        String version,
        List<String> apiVersions,
        List<Integer> suites,
        ServerLimits limits,
        Instant time,
        byte[] serverId,
        byte[] identityKey,
        byte[] pin,
        byte @Nullable [] nextPin,
        List<IssuerKey> issuerKeys) {}
