package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.AuthenticationFailedException;

/// Places in a list as text. They are sealed, because row numbers would tell a device how much the others write, and
/// hold for one list of one device.
@Singleton
public final class Cursors {
    private static final int SIZE = Sealer.OVERHEAD + Long.BYTES;

    private final Sealer sealer;

    Cursors(Sealer sealer) {
        this.sealer = sealer;
    }

    /// 64 characters of base64url.
    public String write(Table list, long device, long row) {
        byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(row).array();
        byte[] sealed = sealer.seal(list, name(device), place);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// The row behind a cursor; 0, before the first one, for none.
    ///
    /// @throws RefusedRequest malformed, if this server did not write it for this list of this device
    public long read(Table list, long device, @Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cursor);
            if (sealed.length == SIZE) {
                return ByteBuffer.wrap(sealer.open(list, name(device), sealed)).getLong();
            }
        } catch (IllegalArgumentException | AuthenticationFailedException e) {
            // the one answer below
        }
        throw new RefusedRequest(new Refusal.Malformed("after: not a cursor of this list"));
    }

    private static byte[] name(long device) {
        return ("cursor/" + device).getBytes(StandardCharsets.US_ASCII);
    }
}
