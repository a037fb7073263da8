package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// Listens on every address of this machine and must stay untouched: a connect to one of its own
/// addresses is complete before the client knows.
final class Tripwire implements AutoCloseable {
    private final ServerSocketChannel socket;

    Tripwire() throws IOException {
        socket = ServerSocketChannel.open().bind(new InetSocketAddress(0));
        socket.configureBlocking(false);
    }

    int port() {
        return socket.socket().getLocalPort();
    }

    void assertUntouched(String by) throws IOException {
        try (var connection = socket.accept()) {
            assertThat(connection).as(by).isNull();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
