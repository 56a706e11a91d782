package org.sotto.nativeimage;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;

/// For a control: a program that asks for things by names that it is given.
final class Planted {
    private Planted() {}

    /// @param arguments a class with a static method `name()`, and a resource
    public static void main(String[] arguments) throws Exception {
        Class<?> type = Class.forName(arguments[0]);
        System.out.println(type.getDeclaredMethod(arguments[1]).invoke(null));
        System.out.println(Planted.class.getClassLoader().getResource(arguments[2]) != null);
        Class<?>[] interfaces = {Class.forName(arguments[3])};
        System.out.println(
                Proxy.isProxyClass(Proxy.newProxyInstance(Planted.class.getClassLoader(), interfaces, (a, b, c) -> null)
                        .getClass()));
        Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT), Linker.Option.critical(false));
    }

    static String name() {
        return "planted";
    }
}
