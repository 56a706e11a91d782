package org.sotto.client;

import org.jspecify.annotations.Nullable;
import org.sotto.client.store.Database;
import org.sotto.client.store.Settings.Counter;
import org.sotto.transport.SessionToken;
import org.sotto.transport.TokenStore;

/// Keeps the session token in the encrypted database.
final class StoredToken implements TokenStore {
    private final Database database;

    StoredToken(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable SessionToken load() {
        return database.transact(tx -> {
                    String value = tx.settings().token();
                    return value == null
                            ? java.util.Optional.<SessionToken>empty()
                            : java.util.Optional.of(
                                    new SessionToken(value, tx.settings().get(Counter.TOKEN_EXPIRY, 0)));
                })
                .orElse(null);
    }

    @Override
    public void save(@Nullable SessionToken token) {
        database.change(tx ->
                tx.settings().setToken(token == null ? null : token.value(), token == null ? 0 : token.expiryMs()));
    }
}
