package org.sotto.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a conversation.
///
/// @param kind         what it is
/// @param id           content id, 32 hexadecimal digits
/// @param conversation the contact's name
/// @param from         the sender's name: the contact's or one's own
/// @param to           the recipient's name
/// @param text         the text as it came, unescaped: a terminal must make control characters visible
/// @param sent         by the sender's clock
/// @param received     by the own clock; null for own messages
/// @param state        how far it has come
public record Message(
        MessageKind kind,
        String id,
        String conversation,
        String from,
        String to,
        String text,
        Instant sent,
        @Nullable Instant received,
        MessageState state) {}
