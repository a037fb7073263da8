package dev.lovage.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a server that a test can shut: open connections break, new ones are refused, or hang
/// without a word.
public final class Door implements AutoCloseable {
    public enum State {
        OPEN,
        SHUT,
        SILENT
    }

    private final String host;
    private final int port;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    private Door(String host, int port, ServerSocket entrance) {
        this.host = host;
        this.port = port;
        this.entrance = entrance;
        Thread.ofVirtual().start(this::accept);
    }

    static Door to(String address) {
        try {
            return to(address, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With an entrance of the test's own making.
    static Door to(String address, ServerSocket entrance) {
        var parts = address.split(":");
        return new Door(parts[0], Integer.parseInt(parts[1]), entrance);
    }

    String address() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    /// Connections that were silent for a while have lost bytes, and are broken when that ends.
    public void turn(State next) {
        var broken = next == State.SHUT || state == State.SILENT;
        state = next;
        if (broken) {
            sockets.forEach(Door::close);
            sockets.clear();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var caller = entrance.accept();
                sockets.add(caller);
                if (state == State.SHUT) {
                    close(caller);
                } else {
                    var server = new Socket(host, port);
                    sockets.add(server);
                    Thread.ofVirtual().start(() -> copy(caller, server));
                    Thread.ofVirtual().start(() -> copy(server, caller));
                }
            } catch (IOException _) {
                // closed, or the server refused: the caller finds out
            }
        }
    }

    /// While silent, what comes is swallowed.
    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[8_192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (state == State.OPEN) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
        } catch (IOException _) {
            // broken, as was asked for
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // closed all the same
        }
    }

    @Override
    public void close() {
        turn(State.SHUT);
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
