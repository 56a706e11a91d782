package org.sotto.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sotto.api.ApiJson;
import org.sotto.api.RunningServer;

/// The data folder of a server, as its operator sees it. Only `server.json` and `admin.token` are read.
public record ServerFolder(Path path) {
    /// Ports and pin of the server that runs on this folder.
    ///
    /// @throws OperatorException none runs, or the file cannot be read
    public RunningServer running() {
        try {
            return ApiJson.client().readValue(text("server.json"), RunningServer.class);
        } catch (JsonProcessingException e) {
            throw new OperatorException(path.resolve("server.json") + " is damaged", "start the server again");
        }
    }

    /// Whether a server that is ready runs on this folder, or was killed on it.
    public boolean hasServer() {
        return Files.exists(path.resolve("server.json"));
    }

    String adminToken() {
        return text("admin.token").strip();
    }

    private String text(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (NoSuchFileException e) {
            throw new OperatorException(
                    "no server runs on the data folder " + path,
                    "start it with sotto serve, or name the folder with --data or SOTTO_DATA");
        } catch (AccessDeniedException e) {
            throw new OperatorException(
                    "no permission to read " + path.resolve(file), "run this command as the user of the server");
        } catch (IOException e) {
            throw new OperatorException(path.resolve(file) + " cannot be read", "is it a data folder of sotto serve?");
        }
    }
}
