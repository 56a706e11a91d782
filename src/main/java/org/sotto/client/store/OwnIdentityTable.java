package org.sotto.client.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.HomeServer;

/// The one row about oneself. It is written when the server has taken the registration.
public final class OwnIdentityTable {
    private final Sql sql;

    OwnIdentityTable(Sql sql) {
        this.sql = sql;
    }

    public void save(OwnIdentity own) {
        OwnIdentity.Place place = own.place();
        byte[] identity = own.identity().encode();
        byte[] device = own.deviceKey().encode();
        sql.update(
                "INSERT INTO own_identity(id, identity, name, device_id, device_key, host, port, pin, server_id, mailbox,"
                        + " send_secret) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                identity,
                place.name(),
                place.deviceId(),
                device,
                place.server().host(),
                place.server().port(),
                place.server().pin(),
                place.server().serverId(),
                place.mailbox(),
                place.sendSecret());
        Arrays.fill(identity, (byte) 0);
        Arrays.fill(device, (byte) 0);
    }

    public Optional<OwnIdentity> load() {
        return sql.one("SELECT * FROM own_identity", OwnIdentityTable::read);
    }

    private static OwnIdentity read(ResultSet row) throws SQLException {
        OwnIdentity.Place place = new OwnIdentity.Place(
                row.getString("name"),
                row.getBytes("device_id"),
                new HomeServer(
                        row.getString("host"), row.getInt("port"), row.getBytes("pin"), row.getBytes("server_id")),
                row.getBytes("mailbox"),
                row.getBytes("send_secret"));
        byte[] identity = row.getBytes("identity");
        byte[] device = row.getBytes("device_key");
        try {
            return new OwnIdentity(IdentityKeyPair.decode(identity), DeviceKeyPair.decode(device), place);
        } finally {
            Arrays.fill(identity, (byte) 0);
            Arrays.fill(device, (byte) 0);
        }
    }
}
