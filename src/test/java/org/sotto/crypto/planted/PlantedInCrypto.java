package org.sotto.crypto.planted;

import java.io.File;
import org.sotto.protocol.ContactCard;

/// Breaks rules on purpose: the control of `ArchitectureTest`. Never part of the program.
public final class PlantedInCrypto {
    private PlantedInCrypto() {}

    static String path(ContactCard card) {
        return new File(card.toString()).getPath();
    }
}
