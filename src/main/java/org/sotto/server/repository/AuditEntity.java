package org.sotto.server.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `audit_log`.
@Entity
@Table(name = "audit_log")
class AuditEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "event_id")
    @Nullable
    Long id;

    @Column(name = "encrypted_event")
    byte[] encryptedEvent = {};

    @Column(name = "timestamp")
    long timestamp;
}
