package org.sotto.cli;

import org.sotto.protocol.ContactCard;
import org.sotto.protocol.Invitation;
import org.sotto.wire.MalformedException;

/// Reads cards and links as a person pasted them, and says what is wrong with one that cannot be read.
final class CardText {
    private CardText() {}

    static ContactCard card(String text) {
        try {
            return ContactCard.parse(text);
        } catch (MalformedException e) {
            throw refused("card", "sotto:card:", e);
        }
    }

    static Invitation invitation(String text) {
        try {
            return Invitation.parse(text);
        } catch (MalformedException e) {
            throw refused("invitation", "sotto:invite:", e);
        }
    }

    private static CliException refused(String what, String prefix, MalformedException e) {
        return switch (e.kind()) {
            case WRONG_TYPE -> new CliException("this is no " + what, "one starts with " + prefix);
            case WRONG_VERSION, WRONG_SUITE, UNSUPPORTED ->
                new CliException("this " + what + " is of a version that this program does not know", "update sotto");
            case TRUNCATED,
                    TRAILING_BYTES,
                    WRONG_LENGTH,
                    NON_ZERO_FILL,
                    OUT_OF_RANGE,
                    NON_CANONICAL,
                    BAD_CHECKSUM,
                    CORRUPT -> new CliException("this " + what + " is cut off or altered", "copy the whole line again");
        };
    }
}
