package org.sotto.server.config;

/// Where clients reach the server, as it stands on cards and invitations.
///
/// @param host a name or an address without brackets
public record PublicAddress(String host, int port) {
    /// @param given `host`, `host:port`, `[v6]` or `[v6]:port`
    /// @throws StartRefusedException if it is none of these
    public static PublicAddress parse(String given, int defaultPort) {
        int bracket = given.startsWith("[") ? given.indexOf(']') : 0;
        int colon = bracket < 0 ? -1 : given.indexOf(':', bracket);
        String host = colon >= 0 ? given.substring(0, colon) : given;
        int port = colon >= 0 ? port(given.substring(colon + 1), given) : defaultPort;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || !host.chars().allMatch(PublicAddress::allowed)) {
            throw refused(given);
        }
        return new PublicAddress(host, port);
    }

    /// `host:port`, an IPv6 address in brackets.
    public String text() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".-:".indexOf(c) >= 0;
    }

    private static int port(String text, String given) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw refused(given);
    }

    private static StartRefusedException refused(String given) {
        return new StartRefusedException("not an address: " + given + " (hint: HOST or HOST:PORT)");
    }
}
