package org.sotto.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What may be put into a mailbox.
public enum MailboxKind {
    /// Stands on the contact card and takes first blobs only.
    @JsonProperty("public")
    PUBLIC,
    /// Granted to one contact inside the session; takes both kinds of blob.
    @JsonProperty("contact")
    CONTACT
}
