package org.sotto.server.settings;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/// The settings as beans, from the framework's configuration, which `sotto serve` filled.
final class SettingsProducers {
    @Produces
    @Singleton
    Settings settings(Config config) {
        Map<SettingKey, Given> given = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            config.getOptionalValue(key.property(), String.class)
                    .ifPresent(value -> given.put(key, new Given(value, "")));
        }
        return Settings.of(given);
    }

    @Produces
    @Singleton
    AuditSettings audit(Settings settings) {
        return new AuditSettings(settings.whole(SettingKey.AUDIT_RETENTION));
    }

    @Produces
    @Dependent
    AttestationPolicy attestation(Settings settings) {
        return AttestationPolicy.of(settings);
    }

    @Produces
    @Singleton
    DeviceSettings devices(Settings settings) {
        return new DeviceSettings(settings.whole(SettingKey.INACTIVE_DEVICES));
    }

    @Produces
    @Singleton
    StrangerSettings strangers(Settings settings) {
        int burst = settings.whole(SettingKey.MAX_REQUESTS);
        return new StrangerSettings(burst, Duration.ofMillis(settings.whole(SettingKey.WINDOW) / burst));
    }
}
