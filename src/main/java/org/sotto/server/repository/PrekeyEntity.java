package org.sotto.server.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `one_time_prekeys`. It stays, without its record, after it was handed out.
@Entity
@Table(name = "one_time_prekeys")
class PrekeyEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "device_id")
    long device;

    @Column(name = "key_tag")
    byte[] keyTag = {};

    @Column(name = "record_tag")
    byte[] recordTag = {};

    @Column(name = "record")
    byte @Nullable [] sealed;

    @Column(name = "handed_out")
    @Nullable
    Long handedOut;
}
