package org.sotto.server.service;

import java.util.List;

/// Pages for one stream, cut after 256 KiB of blobs: what a slow reader makes the server hold. For one thread.
///
/// What was cut off is read again with the next page, so a page after one that was cut asks for no more than that one
/// held, and the number doubles again from page to page.
final class SmallPages implements Subscription.Backlog {
    /// Bytes of blobs after which a page ends; one blob of 1,114,112 bytes may be a page of its own.
    static final int BYTES = 256 << 10;

    private final Subscription.Backlog backlog;
    private int size = Subscription.PAGE;

    SmallPages(Subscription.Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public Deliveries page(long device, long after, int limit) {
        Deliveries page = backlog.page(device, after, Math.min(size, limit));
        List<Delivery> messages = page.messages();
        int fitting = fitting(messages);
        if (fitting < messages.size()) {
            size = fitting;
            return new Deliveries(messages.subList(0, fitting), true);
        }
        size = Math.min(Subscription.PAGE, 2 * size);
        return page;
    }

    private static int fitting(List<Delivery> messages) {
        int bytes = 0;
        int count = 0;
        for (Delivery each : messages) {
            bytes += each.blob().length;
            if (bytes > BYTES && count > 0) {
                return count;
            }
            count++;
        }
        return count;
    }
}
