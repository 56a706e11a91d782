package org.sotto.server.settings;

/// How the audit log is kept.
///
/// @param retentionDays how long a row stays
public record AuditSettings(int retentionDays) {}
