package org.sotto.client;

import java.util.List;

/// What became of the outbox.
///
/// @param sent     messages, receipts and control messages that the server took
/// @param waiting  entries that still wait
/// @param problems why entries wait or have failed, one for each contact or server problem, in order of appearance
public record FlushResult(int sent, int waiting, List<ClientException> problems) {
    public FlushResult {
        problems = List.copyOf(problems);
    }
}
