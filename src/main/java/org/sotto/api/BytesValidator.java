package org.sotto.api;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/// Checks [Bytes] on one array.
public final class BytesValidator implements ConstraintValidator<Bytes, byte[]> {
    private int size;
    private boolean optional;

    @Override
    public void initialize(Bytes constraint) {
        size = constraint.value();
        optional = constraint.optional();
    }

    @Override
    public boolean isValid(byte @Nullable [] value, ConstraintValidatorContext context) {
        return value == null ? optional : value.length == size;
    }
}
