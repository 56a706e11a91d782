package org.sotto.server.settings;

import java.util.Locale;

/// What is asked of a device's hardware (`security.attestation`).
public enum AttestationPolicy {
    /// A statement is checked where one is given.
    OPTIONAL,
    /// Each device needs one that its maker vouches for, now and later.
    REQUIRED,
    /// None is taken.
    OFF;

    public static AttestationPolicy of(Settings settings) {
        return valueOf(settings.text(SettingKey.ATTESTATION).toUpperCase(Locale.ROOT));
    }
}
