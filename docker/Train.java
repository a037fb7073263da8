import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Runs while an image is built: starts its process as the image will, lets it answer once, ends it,
/// and so makes the cache of loaded and linked classes.
///
/// Nothing it depends on is there: it is up, and not ready.
final class Train {
    private static final int TRIES = 240;

    private Train() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var cache = Path.of("/app/app.aot");
        var plain = Files.readString(Path.of("/app/java.args")).replace("-XX:AOTCache=", "-XX:AOTCacheOutput=");
        var options = Files.writeString(Path.of("/train/java.args"), plain);
        var process =
                new ProcessBuilder("/opt/java/bin/java", "@" + options, "-jar", "/app/app.jar")
                        .inheritIO()
                        .start();
        var up = answered(process, URI.create("http://127.0.0.1:" + arguments[0] + "/health/liveness"));
        process.destroy();
        var ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (!up || !ended || !Files.exists(cache)) {
            throw new IllegalStateException("up: " + up + ", ended: " + ended + ", " + cache + ": " + Files.exists(cache));
        }
    }

    private static boolean answered(Process process, URI health) throws InterruptedException {
        for (var i = 0; i < TRIES && process.isAlive(); i++) {
            try {
                var answer = (HttpURLConnection) health.toURL().openConnection();
                answer.setConnectTimeout(1_000);
                answer.setReadTimeout(5_000);
                if (answer.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    return true;
                }
            } catch (IOException _) {
                // not yet
            }
            process.waitFor(500, TimeUnit.MILLISECONDS);
        }
        return false;
    }
}
