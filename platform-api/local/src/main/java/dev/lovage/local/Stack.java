package dev.lovage.local;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a running platform answers and how to sign in: the content of `stack.json` in its data
/// folder.
public record Stack(
        String temporal,
        String namespace,
        Database postgres,
        String kafka,
        String api,
        String console,
        Admin admin,
        String home) {

    /// A JDBC address and the role that owns the database.
    public record Database(String url, String user, String password) {}

    /// The first person who may sign in.
    public record Admin(String name, String password) {}

    private static final String FILE = "stack.json";
    private static final String PROPERTY = "lovage.stack";

    /// The stack that the tests of this build share, named by the system property `lovage.stack`.
    public static Stack shared() {
        String folder = System.getProperty(PROPERTY, "");
        if (folder.isEmpty() || folder.startsWith("${")) {
            throw new LocalException(
                    "No platform to test against: run `platform-api/lovage test`, or start one with"
                            + " `platform-api/lovage up --data FOLDER` and pass -D"
                            + PROPERTY
                            + "=FOLDER");
        }
        return read(Path.of(folder));
    }

    /// Reads the stack of the data folder `data`.
    public static Stack read(Path data) {
        Path file = data.resolve(FILE);
        try {
            return new ObjectMapper().readValue(file.toFile(), Stack.class);
        } catch (IOException e) {
            throw new LocalException(
                    "No platform has been started in " + data + " (" + file + " cannot be read)",
                    e);
        }
    }

    void write(Path data) {
        PrivateFiles.write(data.resolve(FILE), Json.print(this));
    }

    /// Whether a platform was ever started in `data`.
    public static boolean isIn(Path data) {
        return Files.exists(data.resolve(FILE));
    }
}
