package org.sotto.server.repository;

/// Where the chain of the audit log starts and ends.
///
/// @param first the oldest row that is kept; one above `last` when none is
/// @param base  the link of the row before `first`
/// @param last  the newest row
/// @param link  that row's link
/// @param mac   of all of these
public record AuditHead(long first, byte[] base, long last, byte[] link, byte[] mac) {}
