package org.sotto.server.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// The only row of `audit_head`.
@Entity
@Table(name = "audit_head")
class AuditHeadEntity {
    static final long ID = 1;

    @Id
    long id = ID;

    @Column(name = "first_id")
    long first;

    @Column(name = "first_link")
    byte[] firstLink = {};

    @Column(name = "last_id")
    long last;

    @Column(name = "last_link")
    byte[] lastLink = {};

    @Column(name = "mac")
    byte[] mac = {};

    // not "set": Hibernate takes such a method for a property's, and then asks java.beans, which the image leaves out
    void take(AuditHead head) {
        first = head.first();
        firstLink = head.base();
        last = head.last();
        lastLink = head.link();
        mac = head.mac();
    }

    AuditHead head() {
        return new AuditHead(first, firstLink, last, lastLink, mac);
    }
}
