package org.sotto.api;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A suite that this server speaks: 1.
@Min(ApiLimits.SUITE)
@Max(ApiLimits.SUITE)
@Documented
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Suite {
    String message() default "is not a suite of this server";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
