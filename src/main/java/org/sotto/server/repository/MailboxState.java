package org.sotto.server.repository;

/// What the writer looks at before it puts something into a mailbox.
///
/// @param device   row of the owner
/// @param kind     0 public, 1 contact
/// @param sendHash SHA-512 of the send secret under its label, 64 bytes
public record MailboxState(long row, long device, int kind, byte[] sendHash) {}
