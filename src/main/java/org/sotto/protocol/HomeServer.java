package org.sotto.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Where a server is and by what it is known: the part that a card and an invitation share.
///
/// Layout: pin 32 ‖ server id 32 ‖ port u16 ‖ length of the host u8 ‖ host, lower-case ASCII.
public final class HomeServer {
    /// Size in bytes of a pin and of a server id.
    public static final int ID = 32;

    /// The longest name that DNS allows.
    private static final int MAX_HOST = 253;
    private static final int MAX_PORT = 65_535;
    private static final String WHAT = "server address";

    private final String host;
    private final int port;
    private final byte[] pin;
    private final byte[] serverId;

    /// @param host a DNS name, or an IPv4 or IPv6 address, the latter without brackets
    /// @param port 1 to 65,535
    /// @param pin SHA-256 of the certificate's SubjectPublicKeyInfo, 32 bytes
    /// @param serverId SHA-256 of the server's identity key, 32 bytes
    /// @throws IllegalArgumentException if one of them is none
    public HomeServer(String host, int port, byte[] pin, byte[] serverId) {
        if (!isHost(host) || port < 1 || port > MAX_PORT || pin.length != ID || serverId.length != ID) {
            throw new IllegalArgumentException("not a server's address");
        }
        this.host = host;
        this.port = port;
        this.pin = pin.clone();
        this.serverId = serverId.clone();
    }

    static HomeServer read(ByteReader in) {
        byte[] pin = in.bytes(ID);
        byte[] serverId = in.bytes(ID);
        int port = in.u16();
        String host = new String(in.bytes(in.u8()), US_ASCII);
        if (port == 0 || !isHost(host)) {
            throw new MalformedException(Kind.OUT_OF_RANGE, WHAT);
        }
        return new HomeServer(host, port, pin, serverId);
    }

    void write(ByteWriter out) {
        byte[] name = host.getBytes(US_ASCII);
        out.bytes(pin).bytes(serverId).u16(port).u8(name.length).bytes(name);
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /// `host:port`, with brackets around an IPv6 address.
    public String address() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /// SHA-256 of the certificate's SubjectPublicKeyInfo, 32 bytes.
    public byte[] pin() {
        return pin.clone();
    }

    /// SHA-256 of the server's identity key, 32 bytes.
    public byte[] serverId() {
        return serverId.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HomeServer server
                && host.equals(server.host)
                && port == server.port
                && Arrays.equals(pin, server.pin)
                && Arrays.equals(serverId, server.serverId);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(serverId);
    }

    @Override
    public String toString() {
        return address();
    }

    private static boolean isHost(String host) {
        return !host.isEmpty() && host.length() <= MAX_HOST && host.chars().allMatch(HomeServer::isHostCharacter);
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._:".indexOf(c) >= 0;
    }
}
