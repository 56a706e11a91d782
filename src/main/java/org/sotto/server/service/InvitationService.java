package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.sotto.api.InvitationLink;
import org.sotto.protocol.HomeServer;
import org.sotto.protocol.Invitation;
import org.sotto.server.certificate.ServerCertificate;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.PublicAddress;
import org.sotto.server.config.ServerAddress;
import org.sotto.server.repository.InvitationRepository;
import org.sotto.server.repository.Transactions;

/// Makes registration links: single use, good for a week.
@Singleton
public final class InvitationService {
    /// Long enough to hand it over in person, short enough not to lie around.
    static final Duration LIFE = Duration.ofDays(7);

    private final InvitationRepository invitations;
    private final Transactions transactions;
    private final Pseudonyms pseudonyms;
    private final AuditService audit;
    private final ServerKeys keys;
    private final ServerCertificate certificate;
    private final ServerAddress address;
    private final SecureRandom random;
    private final Clock clock;

    InvitationService(
            InvitationRepository invitations,
            Transactions transactions,
            Pseudonyms pseudonyms,
            AuditService audit,
            ServerKeys keys,
            ServerCertificate certificate,
            ServerAddress address,
            SecureRandom random,
            Clock clock) {
        this.invitations = invitations;
        this.transactions = transactions;
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.keys = keys;
        this.certificate = certificate;
        this.address = address;
        this.random = random;
        this.clock = clock;
    }

    public InvitationLink create() {
        byte[] code = new byte[Invitation.CODE];
        random.nextBytes(code);
        byte[] tag = pseudonyms.tag(Table.INVITATIONS, code);
        long now = clock.millis();
        transactions.write(() -> {
            invitations.deleteExpired(now);
            invitations.insert(tag, now + LIFE.toMillis());
            audit.invited();
            return tag;
        });
        return new InvitationLink(new Invitation(homeServer(), code).text());
    }

    private HomeServer homeServer() {
        PublicAddress reached = address.get();
        return new HomeServer(
                reached.host().toLowerCase(Locale.ROOT), reached.port(), certificate.pin(), keys.serverId());
    }
}
