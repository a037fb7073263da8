package dev.lovage.worker.blob;

import dev.lovage.canvas.BlobReference;
import dev.lovage.engine.task.Blobs;
import dev.lovage.engine.task.Blobs.RefusedException.Reason;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The api's internal port, spoken to with the worker token.
public final class HttpBlobs implements Blobs, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final String url;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param url of the internal port, as `http://api:8082`
    public HttpBlobs(String url, String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    @Override
    public void put(String tenant, BlobReference reference, byte[] content)
            throws IOException, InterruptedException, RefusedException {
        send(
                request(tenant, reference)
                        .header("Content-Type", reference.type())
                        .PUT(BodyPublishers.ofByteArray(content)));
    }

    @Override
    public byte[] get(String tenant, BlobReference reference)
            throws IOException, InterruptedException, RefusedException {
        return send(request(tenant, reference).GET());
    }

    private HttpRequest.Builder request(String tenant, BlobReference reference) {
        var place =
                "%s/blobs/%s/%d/%s/%s"
                        .formatted(
                                url,
                                escaped(tenant),
                                reference.accepted(),
                                escaped(reference.run()),
                                reference.sha256());
        return HttpRequest.newBuilder(URI.create(place))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest.Builder request)
            throws IOException, InterruptedException, RefusedException {
        var answer = sent(request.build());
        return switch (answer.statusCode()) {
            case 200, 204 -> answer.body();
            case 401 -> throw refused(Reason.CLOSED, answer);
            case 404 -> throw refused(Reason.GONE, answer);
            case 413 -> throw refused(Reason.TOO_LARGE, answer);
            default -> throw new IOException(said(answer));
        };
    }

    private HttpResponse<byte[]> sent(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IOException("%s does not answer: %s".formatted(url, e), e);
        }
    }

    private static RefusedException refused(Reason reason, HttpResponse<byte[]> answer) {
        return new RefusedException(reason, said(answer));
    }

    private static String said(HttpResponse<byte[]> answer) {
        return "the api answers %d: %s"
                .formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static String escaped(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
