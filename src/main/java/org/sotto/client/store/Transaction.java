package org.sotto.client.store;

/// The tables, within one transaction. Not to be kept after it.
public final class Transaction {
    private final Sql sql;

    Transaction(Sql sql) {
        this.sql = sql;
    }

    public OwnDeviceTable ownDevice() {
        return new OwnDeviceTable(sql);
    }

    public IdentityTable identities() {
        return new IdentityTable(sql);
    }

    public Settings settings() {
        return new Settings(sql);
    }

    public PreKeyTable preKeys() {
        return new PreKeyTable(sql);
    }

    public ContactTable contacts() {
        return new ContactTable(sql);
    }

    public SessionTable sessions() {
        return new SessionTable(sql);
    }

    public RecentBlobs recentBlobs() {
        return new RecentBlobs(sql);
    }

    public MessageTable messages() {
        return new MessageTable(sql);
    }

    public OutboxTable outbox() {
        return new OutboxTable(sql);
    }

    public RefusedRows refusedRows() {
        return new RefusedRows(sql);
    }

    public AwaitingTable awaiting() {
        return new AwaitingTable(sql);
    }

    public IssuerTable issuers() {
        return new IssuerTable(sql);
    }

    public TokenTable tokens() {
        return new TokenTable(sql);
    }

    /// The rows of the reserved area, in order.
    java.util.List<byte[]> reserve() {
        return sql.list("SELECT bytes FROM reserve ORDER BY slot", row -> row.getBytes(1));
    }

    void setSchemaVersion(int version) {
        sql.update("UPDATE schema_version SET version = ?", version);
    }
}
