package dev.lovage.server.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// A reader of the feed on a bare socket: it decides itself how much of what is sent is read, and
/// comes back to where it was when it is sent away.
final class Reader implements AutoCloseable {
    private static final int TRIES = 100;

    private final URI api;
    private final String token;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile Socket socket;
    private volatile boolean gone;
    private volatile boolean slow;
    private String lastId = "";

    private Reader(URI api, String token, String query, int buffer) {
        this.api = api;
        this.token = token;
        socket = connect(query, buffer);
    }

    /// Reads no more than that its stream has begun, however much there is of it.
    static Reader deaf(URI api, String token) {
        return new Reader(api, token, "?steps=true", 4_096);
    }

    /// Reads everything, on a thread of its own.
    static Reader attentive(URI api, String token) {
        var reader = new Reader(api, token, "", 16_384);
        Thread.startVirtualThread(reader::read);
        return reader;
    }

    /// How many events it has heard.
    int events() {
        return heard.size();
    }

    /// The numbers of the events of each run, in the order in which it heard them.
    Map<String, List<String>> heard() {
        return byRun(heard);
    }

    /// @param lines as `run seq`
    static Map<String, List<String>> byRun(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" "))
                .collect(
                        Collectors.groupingBy(
                                line -> line[0],
                                Collectors.mapping(line -> line[1], Collectors.toList())));
    }

    /// Whether it was ever told that it is too slow.
    boolean slow() {
        return slow;
    }

    /// A node that has too much to do says so, and is asked again.
    private Socket connect(String query, int buffer) {
        for (int n = 0; n < TRIES; n++) {
            try {
                var fresh = new Socket();
                fresh.setReceiveBufferSize(buffer);
                fresh.connect(new InetSocketAddress("127.0.0.1", api.getPort()));
                fresh.getOutputStream().write(request(query));
                var status =
                        new String(
                                fresh.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                if (status.equals("HTTP/1.1 200")) {
                    return fresh;
                }
                fresh.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("The feed lets nobody in");
    }

    private byte[] request(String query) {
        var since = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
        return """
        GET /api/v1/events%s HTTP/1.1\r
        Host: api\r
        Accept: text/event-stream\r
        Authorization: Bearer %s\r
        %s\r
        """
                .formatted(query, token, since)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void read() {
        while (!gone) {
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(line);
                }
            } catch (IOException _) {
                // closed by the test, or cut off
            }
            if (!gone) {
                socket = connect("", 16_384);
            }
        }
    }

    /// Of the head, and of how the body is chunked, nothing looks like these.
    private void take(String line) {
        if (line.startsWith("id: ")) {
            lastId = line.substring(4);
        } else if (line.startsWith("event: gap")) {
            slow = true;
        } else if (line.startsWith("data: {\"run\"")) {
            heard.add(OwnFeed.line(line));
        }
    }

    @Override
    public void close() {
        gone = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
