package org.sotto.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;

/// The arrays of all secrets that can be reached from an object through the fields of Sotto's own classes: held on to
/// while they live, and looked at again when they should be gone.
public final class Secrets {
    private final List<byte[]> arrays = new ArrayList<>();

    private Secrets() {}

    /// @throws AssertionError if there is none, or one of them is all zeros already
    public static Secrets reachableFrom(Object... roots) {
        Secrets secrets = new Secrets();
        for (Object root : roots) {
            secrets.walk(root);
        }
        assertFalse(secrets.arrays.isEmpty(), "no secret to be wiped");
        secrets.assertAlive();
        return secrets;
    }

    public int count() {
        return arrays.size();
    }

    public void assertAlive() {
        arrays.forEach(array -> assertFalse(Arrays.equals(array, new byte[array.length]), "a secret is gone"));
    }

    public void assertWiped() {
        arrays.forEach(array -> assertArrayEquals(new byte[array.length], array, "a secret is still there"));
    }

    private void walk(@Nullable Object object) {
        if (object instanceof SecretBytes secret) {
            arrays.add(SecretAccess.bytes(secret));
        } else if (object instanceof Iterable<?> many) {
            many.forEach(this::walk);
        } else if (object != null && object.getClass().getName().startsWith("org.sotto.") && !isEnum(object)) {
            for (Field field : object.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    walk(value(field, Objects.requireNonNull(object)));
                }
            }
        }
    }

    private static boolean isEnum(Object object) {
        return object instanceof Enum<?>;
    }

    private static @Nullable Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
