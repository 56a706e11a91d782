package org.sotto.server.service;

/// The first thing in the audit log that is not as this server left it.
///
/// @param row its id; for a head the one that it names as the last, which it may not be
record AuditFinding(long row, Kind kind) {
    enum Kind {
        /// A row is not there.
        MISSING,
        /// A row is not the one that its predecessor's link belongs to: changed, or moved from another place.
        ALTERED,
        /// A row stands outside of the chain's two ends.
        ADDED,
        /// A new chain begins at this row: nothing before it is vouched for.
        RESTARTED,
        /// The head is gone or changed: nobody can tell where the log starts and ends.
        HEAD
    }
}
