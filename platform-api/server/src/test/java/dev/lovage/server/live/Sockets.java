package dev.lovage.server.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Many readers of the feed as bare sockets, which count what they hear once they read.
final class Sockets implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private final List<AtomicInteger> events = new ArrayList<>();

    Sockets(URI api, String token, int count) throws IOException {
        var request =
                ("GET /api/v1/events?steps=true HTTP/1.1\r\nHost: api\r\n"
                                + "Accept: text/event-stream\r\nAuthorization: Bearer "
                                + token
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        for (int n = 0; n < count; n++) {
            var socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("127.0.0.1", api.getPort()));
            socket.getOutputStream().write(request);
        }
    }

    /// Each begins to read, on a thread of its own.
    void read() {
        for (var socket : sockets) {
            var heard = new AtomicInteger();
            events.add(heard);
            Thread.startVirtualThread(() -> count(socket, heard));
        }
    }

    private static void count(Socket socket, AtomicInteger heard) {
        var buffer = new byte[16 * 1024];
        int matched = 0;
        try (var in = socket.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    matched =
                            buffer[i] == "\ndata: ".charAt(matched)
                                    ? matched + 1
                                    : start(buffer[i]);
                    if (matched == 7) {
                        heard.incrementAndGet();
                        matched = 0;
                    }
                }
            }
        } catch (IOException _) {
            // closed by the test, or cut off
        }
    }

    private static int start(byte next) {
        return next == '\n' ? 1 : 0;
    }

    /// How many each has heard.
    List<Integer> events() {
        return events.stream().map(AtomicInteger::get).toList();
    }

    @Override
    public void close() {
        try {
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
