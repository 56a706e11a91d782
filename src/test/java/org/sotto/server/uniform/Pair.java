package org.sotto.server.uniform;

import java.io.IOException;

/// Two kinds of call between whose answers nobody shall tell who has not proved a right.
enum Pair {
    CHALLENGE("a challenge of a known and of an unknown device") {
        @Override
        Kind one(Callings callings) throws IOException {
            return callings.challenge(callings.known());
        }

        @Override
        Kind other(Callings callings) {
            return callings.challenge(callings.unknown());
        }
    },
    PROOF("a proof by another's key for a known and for an unknown device") {
        @Override
        Kind one(Callings callings) throws IOException {
            return callings.proof(callings.posingAs(callings.known()));
        }

        @Override
        Kind other(Callings callings) {
            return callings.proof(callings.unknown());
        }
    },
    SPENT("a registration with an unknown and with a spent invitation") {
        @Override
        Kind one(Callings callings) {
            return callings.registration(callings.unknown(), callings.unknownCode());
        }

        @Override
        Kind other(Callings callings) throws IOException {
            return callings.registration(callings.unknown(), callings.spentCode());
        }
    },
    EXPIRED("a registration with an unknown and with an expired invitation") {
        @Override
        Kind one(Callings callings) {
            return callings.registration(callings.unknown(), callings.unknownCode());
        }

        @Override
        Kind other(Callings callings) throws IOException {
            return callings.registration(callings.unknown(), callings.expiredCode());
        }
    },
    TAKEN("a registration without an invitation of a known and of an unknown device") {
        @Override
        Kind one(Callings callings) throws IOException {
            return callings.registration(callings.posingAs(callings.known()), callings.unknownCode());
        }

        @Override
        Kind other(Callings callings) {
            return callings.registration(callings.unknown(), callings.unknownCode());
        }
    },
    BUNDLE("a bundle of an unknown mailbox and with a wrong secret") {
        @Override
        Kind one(Callings callings) {
            return callings.fetch(callings.unknownMailbox());
        }

        @Override
        Kind other(Callings callings) throws IOException {
            return callings.fetch(callings.wrongSecret());
        }
    },
    SEND("a message to an unknown mailbox and with a wrong secret") {
        @Override
        Kind one(Callings callings) {
            return callings.send(callings.unknownMailbox());
        }

        @Override
        Kind other(Callings callings) throws IOException {
            return callings.send(callings.wrongSecret());
        }
    },
    DELETE("the deletion of an unknown mailbox and of another's") {
        @Override
        Kind one(Callings callings) throws IOException {
            return callings.delete(callings.unknownMailbox());
        }

        @Override
        Kind other(Callings callings) throws IOException {
            return callings.delete(callings.wrongSecret());
        }
    };

    private final String words;

    Pair(String words) {
        this.words = words;
    }

    abstract Kind one(Callings callings) throws IOException;

    abstract Kind other(Callings callings) throws IOException;

    @Override
    public String toString() {
        return words;
    }
}
