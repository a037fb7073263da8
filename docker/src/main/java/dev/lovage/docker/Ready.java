package dev.lovage.docker;

import java.net.HttpURLConnection;
import java.net.URI;

/// Ends with 0 when the process of this image is ready: the image has neither a shell's tools nor
/// curl.
final class Ready {
    private static final int PATIENCE_MS = 2_000;

    private Ready() {}

    public static void main(String[] arguments) throws Exception {
        var port = System.getenv().getOrDefault("LOVAGE_MANAGEMENT_PORT", arguments[0]);
        var address = URI.create("http://127.0.0.1:" + port + "/health/readiness");
        var answer = (HttpURLConnection) address.toURL().openConnection();
        answer.setConnectTimeout(PATIENCE_MS);
        answer.setReadTimeout(PATIENCE_MS);
        System.exit(answer.getResponseCode() == HttpURLConnection.HTTP_OK ? 0 : 1);
    }
}
