package org.sotto.server.repository;

/// A sealed event of the audit log.
///
/// @param timestamp milliseconds, of a full hour
/// @param link      the MAC of the link before it and of this row
public record AuditRow(long id, byte[] sealed, long timestamp, byte[] link) {}
