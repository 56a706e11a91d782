package org.sotto.api;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A `byte[]`, or every `byte[]` of a list, is present and has exactly `value` bytes.
///
/// The standard `@Size` is no help here: on an array it is a type-use annotation of the element as well.
@Documented
@Constraint(validatedBy = {BytesValidator.class, BytesListValidator.class})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Bytes {
    /// The exact size in bytes.
    int value();

    /// Whether null passes.
    boolean optional() default false;

    String message() default "has the wrong size";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
