package dev.lovage.docker;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Runs while an image is built: starts its process as the image will, lets it answer once, ends
/// it, and so makes the cache of loaded and linked classes.
///
/// Nothing it depends on is there: it is up, and not ready.
final class Train {
    private static final String JAVA = "/opt/java/bin/java";
    private static final Path CACHE = Path.of("/app/app.aot");
    private static final int TRIES = 240;
    private static final int PATIENCE_MS = 5_000;

    private Train() {}

    /// Its one argument is the port that health is on.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var health = URI.create("http://127.0.0.1:" + arguments[0] + "/health/liveness");
        var process =
                new ProcessBuilder(JAVA, "@" + recording(), "-jar", "/app/app.jar")
                        .inheritIO()
                        .start();
        var up = answered(process, health);
        process.destroy();
        var ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (!up || !ended || !Files.exists(CACHE)) {
            throw new IllegalStateException(
                    "No cache: the process was %s and %s"
                            .formatted(up ? "up" : "never up", ended ? "ended" : "did not end"));
        }
    }

    /// The options of the image, but that the cache is written.
    private static Path recording() throws IOException {
        var plain = Files.readString(Path.of("/app/java.args"));
        return Files.writeString(
                Files.createTempFile("java", ".args"),
                plain.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
    }

    private static boolean answered(Process process, URI health) throws InterruptedException {
        for (var i = 0; i < TRIES && process.isAlive(); i++) {
            try {
                var answer = (HttpURLConnection) health.toURL().openConnection();
                answer.setConnectTimeout(PATIENCE_MS);
                answer.setReadTimeout(PATIENCE_MS);
                if (answer.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    return true;
                }
            } catch (IOException _) {
                // not yet
            }
            process.waitFor(250, TimeUnit.MILLISECONDS);
        }
        return false;
    }
}
