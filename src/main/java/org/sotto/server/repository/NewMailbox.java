package org.sotto.server.repository;

/// A mailbox as its owner makes it.
///
/// @param tag      of the mailbox id, 32 bytes
/// @param device   row of the owner
/// @param kind     0 public, 1 contact
/// @param sendHash SHA-512 of the send secret under its label, 64 bytes
/// @param sealedId the id, sealed under the storage key
/// @param created  ms, rounded to the hour
public record NewMailbox(byte[] tag, long device, int kind, byte[] sendHash, byte[] sealedId, long created) {}
