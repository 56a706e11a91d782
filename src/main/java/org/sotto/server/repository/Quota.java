package org.sotto.server.repository;

/// What one mailbox may hold.
public record Quota(int messages, long bytes) {}
