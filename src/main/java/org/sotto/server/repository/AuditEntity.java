package org.sotto.server.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of `audit_log`. Its id is not made by the database, for the link covers it.
@Entity
@Table(name = "audit_log")
class AuditEntity {
    @Id
    @Column(name = "event_id")
    long id;

    @Column(name = "encrypted_event")
    byte[] encryptedEvent = {};

    @Column(name = "timestamp")
    long timestamp;

    @Column(name = "link")
    byte[] link = {};

    static AuditEntity of(AuditRow row) {
        AuditEntity entity = new AuditEntity();
        entity.id = row.id();
        entity.encryptedEvent = row.sealed();
        entity.timestamp = row.timestamp();
        entity.link = row.link();
        return entity;
    }

    AuditRow row() {
        return new AuditRow(id, encryptedEvent, timestamp, link);
    }
}
