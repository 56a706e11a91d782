package org.sotto.server.service;

/// What somebody shows as a token.
///
/// @param text    in base64url, whatever it is
/// @param address that it was shown from, for the count of those that are none
public record ShownToken(String text, byte[] address) {}
