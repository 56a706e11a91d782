package org.sotto.crypto.planted;

import org.sotto.crypto.key.SecretBytes;

/// A record that owns a secret: the control of a rule of `ArchitectureTest`.
public record PlantedRecord(SecretBytes secret) {}
