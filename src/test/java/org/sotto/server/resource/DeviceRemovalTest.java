package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sotto.server.service.DeviceDirectory;
import org.sotto.server.service.Streams;
import org.sotto.server.service.Subscription;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// A device that is deleted is gone at once and for ever.
@QuarkusTest
class DeviceRemovalTest {
    private final TestServer server;
    private final People people;
    private final DeviceDirectory devices;
    private final Streams streams;

    DeviceRemovalTest(TestServer server, People people, DeviceDirectory devices, Streams streams) {
        this.server = server;
        this.people = people;
        this.devices = devices;
        this.streams = streams;
    }

    /// The row in which it was.
    private long removed(Person person) {
        long row = devices.row(person.device().id()).orElseThrow();
        person.leave().then().statusCode(204);
        return row;
    }

    @Test
    void itCannotProveItselfAnyMore() throws IOException {
        removed(people.alice());
        try (TlsConnection connection = server.connect()) {
            assertEquals(401, people.alice().device().prove(connection).status());
        }
    }

    @Test
    void itsRowIsNeverAnothers() throws IOException {
        long newest = removed(people.alice());
        long next = devices.row(people.bob().device().id()).orElseThrow();
        assertTrue(next > newest, next + " after " + newest);
    }

    @Test
    void aStreamThatOpensMeanwhileIsOver() throws Exception {
        long gone = removed(people.alice());
        try (Subscription late = streams.open(gone)) {
            assertEquals(new Subscription.Step.Ended(Subscription.End.SESSION_OVER), late.next(0));
        }
    }
}
