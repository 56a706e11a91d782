package org.sotto.support.decoder;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The classes whose reading of bytes a [DecoderContract] puts to the test. `EveryDecoderTest` finds those that no
/// contract names.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Decodes {
    Class<?>[] value();
}
