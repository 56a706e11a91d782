package org.sotto.server.resource;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.sotto.api.MailboxKind;
import org.sotto.server.repository.BusyWriter;
import org.sotto.server.repository.TestDatabase;
import org.sotto.support.Bystander;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.Rest;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TestTokens;

/// The server, its callers and its troubles, fresh for every line of a table.
@Dependent
public class Scene {
    /// 32 bytes.
    static final String UNKNOWN_MAILBOX = "A".repeat(43);

    final TestServer server;
    final TestDatabase database;
    public final Rest rest;
    final TestTokens tokens;
    private final People people;
    private final Bystander bystander;
    private final BusyWriter writer;

    Scene(
            TestServer server,
            TestDatabase database,
            Rest rest,
            TestTokens tokens,
            People people,
            Bystander bystander,
            BusyWriter writer) {
        this.tokens = tokens;
        this.server = server;
        this.database = database;
        this.rest = rest;
        this.people = people;
        this.bystander = bystander;
        this.writer = writer;
    }

    Person alice() throws IOException {
        return people.alice();
    }

    Person bob() throws IOException {
        return people.bob();
    }

    /// Somebody with a session, who does nothing that another line would meet.
    Person somebody() throws IOException {
        return bystander.get();
    }

    RequestSpecification stranger() {
        return people.stranger();
    }

    RequestSpecification bearer(String token) {
        return rest.bearer(token);
    }

    /// A mailbox that Bob has just made.
    TestMailbox bobs() throws IOException {
        return bob().mailbox(MailboxKind.CONTACT);
    }

    /// A call with a session that the server has seen before, so that it does not look for the device first.
    RequestSpecification known(Person person) {
        person.call().get("/v1/mailboxes").then().statusCode(200);
        return person.call();
    }

    /// The answer while a table is away.
    public Response without(String table, Callable<Response> call) throws Exception {
        try (var _ = database.without(table)) {
            return call.call();
        }
    }

    /// The answer while changes of this kind fail.
    Response refusing(String change, Callable<Response> call) throws Exception {
        try (var _ = database.refusing(change)) {
            return call.call();
        }
    }

    /// The answer while the writer has more to do than it has room for.
    Response busy(Callable<Response> call) throws Exception {
        try (var _ = writer.occupy()) {
            return call.call();
        }
    }
}
