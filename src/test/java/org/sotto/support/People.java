package org.sotto.support;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Who calls the server in a test: inject it. Alice and Bob are registered when they are first asked for.
@Dependent
public class People {
    private final TestServer server;
    private final Rest rest;
    private @Nullable Person alice;
    private @Nullable Person bob;

    People(TestServer server, Rest rest) {
        this.server = server;
        this.rest = rest;
    }

    public Person alice() throws IOException {
        if (alice == null) {
            alice = another();
        }
        return alice;
    }

    public Person bob() throws IOException {
        if (bob == null) {
            bob = another();
        }
        return bob;
    }

    /// Somebody new.
    public Person another() throws IOException {
        TestDevice device = server.registered();
        return new Person(rest, device, server.token(device));
    }

    /// A call without a session.
    public RequestSpecification stranger() {
        return rest.stranger();
    }
}
