package org.sotto.client;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.sotto.api.ProblemCode;
import org.sotto.client.store.StoreException;
import org.sotto.client.vault.VaultException;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.protocol.HomeServer;
import org.sotto.transport.TransportException;

/// From the errors of the tiers below to those of the library.
final class Failures {
    private static final String INVALID_PROOF = ProblemCode.INVALID_PROOF.code();

    private Failures() {}

    static <T> T typed(HomeServer server, Supplier<T> work) {
        try {
            return work.get();
        } catch (TransportException e) {
            throw of(e, server);
        } catch (StoreException e) {
            throw of(e);
        }
    }

    static ClientException of(TransportException e, HomeServer server) {
        return switch (e) {
            case TransportException.Unreachable unreachable ->
                new ClientException.ServerUnreachable(server.address(), said(unreachable));
            case TransportException.WrongKey wrong -> new ClientException.PinMismatch(server.address());
            case TransportException.Refused refused
            when refused.code().equals(INVALID_PROOF) -> new ClientException.DeviceUnknown(server.address());
            case TransportException.Refused refused ->
                new ClientException.ServerRefused(refused.code(), refused.detail());
            case TransportException.BadAnswer bad -> new ClientException.ServerRefused("bad-answer", said(bad));
        };
    }

    static ClientException of(VaultException e, Path home) {
        return switch (e.kind()) {
            case MISSING -> new ClientException.ProfileMissing(home);
            case EXISTS -> new ClientException.ProfileExists(home);
            case WRONG_PASSPHRASE -> new ClientException.WrongPassphrase();
            case NEWER -> new ClientException.ProfileUnusable(said(e), "use that version");
            case DAMAGED -> new ClientException.ProfileUnusable(said(e), "restore the folder from a copy");
            case NOT_ACCESSIBLE -> new ClientException.ProfileUnusable(said(e), "check the folder's owner");
        };
    }

    static ClientException of(StoreException e) {
        return switch (e.kind()) {
            case NEWER -> new ClientException.ProfileUnusable(said(e), "use that version");
            case OLDER ->
                new ClientException.ProfileUnusable(
                        said(e), "it is from before the first release: register anew in another folder");
            case DAMAGED -> new ClientException.ProfileUnusable(said(e), "restore the folder from a copy");
            case BUSY -> new ClientException.ProfileUnusable(said(e), "wait until it has finished");
            case NOT_WRITABLE -> new ClientException.ProfileUnusable(said(e), "is the disk full?");
        };
    }

    /// What is wrong with a contact's bundle.
    static ClientException ofBundle(RuntimeException e, String contact) {
        if (e instanceof RefusedException refused && refused.reason() == RefusedException.Reason.WRONG_IDENTITY) {
            return new ClientException.KeyChanged(contact);
        }
        return new ClientException.KeysRefused(contact, reason(e));
    }

    private static String reason(RuntimeException e) {
        return e instanceof CryptoException || e instanceof org.sotto.wire.MalformedException ? said(e) : "damaged";
    }

    private static String said(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
