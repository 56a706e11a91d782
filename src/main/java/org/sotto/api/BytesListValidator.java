package org.sotto.api;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks [Bytes] on every array of a list.
public final class BytesListValidator implements ConstraintValidator<Bytes, List<byte[]>> {
    private int size;
    private boolean optional;

    @Override
    public void initialize(Bytes constraint) {
        size = constraint.value();
        optional = constraint.optional();
    }

    @Override
    public boolean isValid(@Nullable List<byte[]> values, ConstraintValidatorContext context) {
        return values == null ? optional : values.stream().allMatch(this::fits);
    }

    private boolean fits(byte @Nullable [] value) {
        return value != null && value.length == size;
    }
}
