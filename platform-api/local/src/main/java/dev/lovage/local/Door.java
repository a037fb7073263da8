package dev.lovage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a server that a test can disturb: shut it, cut it, make it slow or silent.
public final class Door implements AutoCloseable {
    private static final int WAITING = 50;
    private static final int CHUNK = 16_384;
    private static final double NANOS = 1e9;

    private final String host;
    private final int port;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    private Door(String host, int port, ServerSocket entrance) {
        this.host = host;
        this.port = port;
        this.entrance = entrance;
        Thread.ofVirtual().name("door").start(this::accept);
    }

    /// What becomes of what is sent through it.
    public sealed interface State {
        State OPEN = new Open();
        State SHUT = new Shut();
        State SILENT = new Silent();

        /// It arrives.
        record Open() implements State {}

        /// Connections break, new ones are refused.
        record Shut() implements State {}

        /// Nothing arrives, in either direction, and nobody is told.
        record Silent() implements State {}

        /// Nothing arrives in one direction, and nobody is told.
        record OneWay(Direction lost) implements State {}

        /// Everything arrives so much later.
        record Late(Duration by) implements State {}

        /// Not more arrives in a second.
        record Narrow(int bytesPerSecond) implements State {}

        /// Whether bytes that travel in this direction get through.
        private boolean passes(Direction direction) {
            return switch (this) {
                case Open _, Late _, Narrow _ -> true;
                case Shut _, Silent _ -> false;
                case OneWay(var lost) -> lost != direction;
            };
        }

        /// How long it takes them.
        private Duration takes(int bytes) {
            return switch (this) {
                case Open _, Shut _, Silent _, OneWay _ -> Duration.ZERO;
                case Late(var by) -> by;
                case Narrow(var rate) -> Duration.ofNanos((long) (NANOS * bytes / rate));
            };
        }

        /// Whether connections have lost bytes, which no end of this state brings back.
        private boolean loses() {
            return switch (this) {
                case Open _, Late _, Narrow _, Shut _ -> false;
                case Silent _, OneWay _ -> true;
            };
        }
    }

    /// Where bytes travel to.
    public enum Direction {
        SERVER,
        CALLER
    }

    /// To the server at `address`, `host:port`.
    public static Door to(String address) {
        try {
            return to(address, new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With an entrance of the test's own making.
    public static Door to(String address, ServerSocket entrance) {
        var parts = address.split(":", -1);
        return new Door(parts[0], Integer.parseInt(parts[1]), entrance);
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /// Connections that have lost bytes are broken when the state that lost them ends.
    public void turn(State next) {
        var broken = next instanceof State.Shut || state.loses();
        state = next;
        if (broken) {
            cut();
        }
    }

    /// Breaks the connections that there are; whoever comes again is let in.
    public void cut() {
        sockets.forEach(Door::close);
        sockets.clear();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var caller = entrance.accept();
                if (state instanceof State.Shut) {
                    close(caller);
                } else {
                    Thread.ofVirtual().start(() -> join(caller));
                }
            } catch (IOException _) {
                // closed: the caller finds out
            }
        }
    }

    private void join(Socket caller) {
        try {
            var server = new Socket(host, port);
            server.setTcpNoDelay(true);
            caller.setTcpNoDelay(true);
            sockets.add(caller);
            sockets.add(server);
            Thread.ofVirtual().start(() -> copy(caller, server, Direction.SERVER));
            Thread.ofVirtual().start(() -> copy(server, caller, Direction.CALLER));
        } catch (IOException _) {
            // the server refused, as a door without a house does
            close(caller);
        }
    }

    private void copy(Socket from, Socket to, Direction direction) {
        try (var in = from.getInputStream();
                var out = to.getOutputStream()) {
            var buffer = new byte[CHUNK];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                var now = state;
                if (now.passes(direction)) {
                    Thread.sleep(now.takes(n)); // the disturbance itself, nobody waits for it
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
        } catch (IOException _) {
            // broken, as was asked for
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            leave(from);
            leave(to);
        }
    }

    private void leave(Socket socket) {
        sockets.remove(socket);
        close(socket);
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
