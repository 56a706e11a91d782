package org.sotto.server.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of `mailboxes` as its owner made it.
@Entity(name = "Mailbox")
@Table(name = "mailboxes")
class MailboxEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Column(name = "mailbox_tag")
    byte[] tag = {};

    @Column(name = "device_id")
    long device;

    int kind;

    @Column(name = "send_hash")
    byte[] sendHash = {};

    @Column(name = "sealed_id")
    byte[] sealedId = {};

    long created;

    /// For Hibernate.
    MailboxEntity() {}

    MailboxEntity(NewMailbox mailbox) {
        this.tag = mailbox.tag();
        this.device = mailbox.device();
        this.kind = mailbox.kind();
        this.sendHash = mailbox.sendHash();
        this.sealedId = mailbox.sealedId();
        this.created = mailbox.created();
    }

    StoredMailbox stored() {
        return new StoredMailbox(id, new NewMailbox(tag, device, kind, sendHash, sealedId, created));
    }
}
