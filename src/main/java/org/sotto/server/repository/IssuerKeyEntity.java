package org.sotto.server.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of `issuer_keys`.
@Entity
@Table(name = "issuer_keys")
class IssuerKeyEntity {
    @Id
    long day;

    @Column(name = "public_key")
    byte[] publicKey = {};

    @Column(name = "sealed")
    byte[] sealed = {};

    static IssuerKeyEntity of(IssuerKeyRow row) {
        IssuerKeyEntity entity = new IssuerKeyEntity();
        entity.day = row.day();
        entity.publicKey = row.publicKey();
        entity.sealed = row.sealed();
        return entity;
    }

    IssuerKeyRow row() {
        return new IssuerKeyRow(day, publicKey, sealed);
    }
}
