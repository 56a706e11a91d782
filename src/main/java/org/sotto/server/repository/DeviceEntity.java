package org.sotto.server.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `registered_devices`.
@Entity
@Table(name = "registered_devices")
class DeviceEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "device_tag")
    byte[] tag = {};

    @Column(name = "public_key")
    byte[] publicKey = {};

    @Column(name = "identity_record")
    byte[] identityRecord = {};

    @Column(name = "signed_prekey")
    byte @Nullable [] signedPrekey;

    long registered;

    @Column(name = "last_active")
    long lastActive;

    byte @Nullable [] attestation;

    DeviceRow row() {
        if (id == null) {
            throw new IllegalStateException("a device that was not stored");
        }
        return new DeviceRow(id, tag, publicKey, identityRecord, signedPrekey, registered, attestation);
    }
}
