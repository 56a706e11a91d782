package org.sotto.server.repository;

/// A mailbox and its row.
public record StoredMailbox(long row, NewMailbox mailbox) {}
