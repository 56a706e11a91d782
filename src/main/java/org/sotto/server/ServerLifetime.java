package org.sotto.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sotto.api.RunningServer;
import org.sotto.server.certificate.ServerCertificate;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.ServerAddress;
import org.sotto.server.config.SottoConfig;
import org.sotto.server.resource.GracefulStop;

/// From the moment when all ports are open to a clean stop: `server.json` in the data folder tells where the server is.
public final class ServerLifetime implements QuarkusApplication {
    private final ValueRegistry ports;
    private final SottoConfig config;
    private final ServerKeys keys;
    private final ServerCertificate certificate;
    private final ServerAddress address;
    private final ObjectMapper json;
    private final Path file;
    private final GracefulStop stop;

    ServerLifetime(
            ValueRegistry ports,
            SottoConfig config,
            ServerKeys keys,
            ServerCertificate certificate,
            ServerAddress address,
            ObjectMapper json,
            DataFolder folder,
            GracefulStop stop) {
        this.ports = ports;
        this.config = config;
        this.keys = keys;
        this.certificate = certificate;
        this.address = address;
        this.json = json;
        this.stop = stop;
        this.file = folder.resolve(DataFolder.RUNNING);
    }

    @Override
    public int run(String... args) throws IOException {
        PrivateFiles.write(file, describe());
        try {
            Quarkus.waitForExit();
            stop.run();
        } finally {
            Files.deleteIfExists(file);
        }
        return 0;
    }

    private byte[] describe() throws JsonProcessingException {
        return json.writeValueAsBytes(new RunningServer(
                ports.get(HttpServer.HTTPS_PORT),
                // the framework tells it only where it chose it
                ports.getOrDefault(HttpServer.MANAGEMENT_PORT, config.managementPort()),
                ProcessHandle.current().pid(),
                certificate.pin(),
                keys.serverId(),
                address.get().text()));
    }
}
