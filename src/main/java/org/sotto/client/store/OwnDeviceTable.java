package org.sotto.client.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.HomeServer;

/// The one row about the own device. It is written when the server has taken the registration.
public final class OwnDeviceTable {
    private final Sql sql;

    OwnDeviceTable(Sql sql) {
        this.sql = sql;
    }

    public void save(OwnDevice own) {
        OwnDevice.Place place = own.place();
        byte[] key = own.key().encode();
        sql.update(
                "INSERT INTO own_device(id, name, device_id, device_key, host, port, pin, server_id, mailbox, send_secret)"
                        + " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                place.name(),
                place.deviceId(),
                key,
                place.server().host(),
                place.server().port(),
                place.server().pin(),
                place.server().serverId(),
                place.mailbox(),
                place.sendSecret());
        Arrays.fill(key, (byte) 0);
    }

    /// The home server goes on with another TLS key.
    ///
    /// @param pin of it, 32 bytes
    public void setPin(byte[] pin) {
        sql.update("UPDATE own_device SET pin = ?", pin);
    }

    public Optional<OwnDevice> load() {
        return sql.one("SELECT * FROM own_device", OwnDeviceTable::read);
    }

    private static OwnDevice read(ResultSet row) throws SQLException {
        OwnDevice.Place place = new OwnDevice.Place(
                row.getString("name"),
                row.getBytes("device_id"),
                new HomeServer(
                        row.getString("host"), row.getInt("port"), row.getBytes("pin"), row.getBytes("server_id")),
                row.getBytes("mailbox"),
                row.getBytes("send_secret"));
        byte[] key = row.getBytes("device_key");
        try {
            return new OwnDevice(DeviceKeyPair.decode(key), place);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
