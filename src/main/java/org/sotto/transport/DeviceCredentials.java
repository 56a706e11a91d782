package org.sotto.transport;

import org.sotto.crypto.proof.DeviceKeyPair;

/// What a device proves itself with, and to which server. The key pair belongs to the caller.
///
/// @param serverId SHA-256 of the server's identity key, 32 bytes
/// @param deviceId random, 32 bytes
public record DeviceCredentials(byte[] serverId, byte[] deviceId, DeviceKeyPair key) {}
