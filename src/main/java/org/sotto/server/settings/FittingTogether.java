package org.sotto.server.settings;

/// What two keys must say of each other: a value that would be without effect is refused rather than ignored.
final class FittingTogether {
    private FittingTogether() {}

    static void check(Settings settings) {
        certificate(settings);
        bucket(settings);
        roots(settings);
        effect(settings, "pbkdf2", SettingKey.ITERATIONS);
        effect(settings, "argon2id", SettingKey.HASH_TIME, SettingKey.HASH_MEMORY, SettingKey.HASH_PARALLELISM);
    }

    private static void certificate(Settings settings) {
        boolean ownCertificate = settings.isDefault(SettingKey.CERTIFICATE);
        if (ownCertificate != settings.isDefault(SettingKey.PRIVATE_KEY)) {
            SettingKey given = ownCertificate ? SettingKey.PRIVATE_KEY : SettingKey.CERTIFICATE;
            SettingKey other = ownCertificate ? SettingKey.CERTIFICATE : SettingKey.PRIVATE_KEY;
            throw settings.refused(given, "and " + other.path() + " is not given", "give both, or none");
        }
    }

    /// The bucket counts in milliseconds.
    private static void bucket(Settings settings) {
        if (settings.whole(SettingKey.MAX_REQUESTS) > settings.whole(SettingKey.WINDOW)) {
            throw settings.refused(
                    SettingKey.MAX_REQUESTS,
                    "which is more than one a millisecond",
                    "at most " + SettingKey.WINDOW.path());
        }
    }

    private static void roots(Settings settings) {
        if (AttestationPolicy.of(settings) == AttestationPolicy.OFF
                && !settings.isDefault(SettingKey.ATTESTATION_ROOTS)) {
            throw settings.refused(
                    SettingKey.ATTESTATION_ROOTS,
                    "which has no effect with " + SettingKey.ATTESTATION.path() + " off",
                    "leave it out");
        }
    }

    private static void effect(Settings settings, String derivation, SettingKey... keys) {
        if (settings.text(SettingKey.KEY_DERIVATION).equals(derivation)) {
            return;
        }
        for (SettingKey each : settings.changed(keys)) {
            throw settings.refused(
                    each,
                    "which has an effect with " + SettingKey.KEY_DERIVATION.path() + " " + derivation + " only",
                    "leave it out");
        }
    }
}
