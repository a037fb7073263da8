package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.local.Door.Direction;
import dev.lovage.local.Door.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

@Timeout(20)
class DoorTest {
    private static final int SOON = 150;

    private ServerSocket echo;
    private Door door;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        door = Door.to("127.0.0.1:" + echo.getLocalPort());
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var caller = echo.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private static void answer(Socket caller) {
        try (caller) {
            caller.getInputStream().transferTo(caller.getOutputStream());
        } catch (IOException _) {
            // cut
        }
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        socket.setSoTimeout(SOON);
        return socket;
    }

    private static int said(Socket socket, int letter) throws IOException {
        socket.getOutputStream().write(letter);
        return socket.getInputStream().read();
    }

    @Test
    void letsThroughWhatItIsGiven() throws IOException {
        try (var socket = connect()) {
            assertThat(said(socket, 'a')).isEqualTo('a');
        }
    }

    @Test
    void delaysWithoutLosing() throws IOException {
        door.turn(new State.Late(Duration.ofMillis(2L * SOON)));
        try (var socket = connect()) {
            assertThatThrownBy(() -> said(socket, 'a')).isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(0);
            assertThat(socket.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void breaksAfterSilenceWhatWasOpenMeanwhile() throws IOException {
        try (var socket = connect()) {
            door.turn(State.SILENT);
            assertThatThrownBy(() -> said(socket, 'a')).isInstanceOf(SocketTimeoutException.class);
            door.turn(State.OPEN);
            assertBroken(socket);
        }
    }

    @Test
    void losesTheAnswerAlone() throws IOException {
        try (var socket = connect()) {
            assertThat(said(socket, 'a')).isEqualTo('a');
            door.turn(new State.OneWay(Direction.CALLER));
            assertThatThrownBy(() -> said(socket, 'b')).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void cutsOnceAndLetsInAgain() throws IOException {
        try (var socket = connect()) {
            assertThat(said(socket, 'a')).isEqualTo('a');
            door.cut();
            assertBroken(socket);
        }
        try (var again = connect()) {
            assertThat(said(again, 'b')).isEqualTo('b');
        }
    }

    @Test
    void letsNobodyInWhenShut() throws IOException {
        door.turn(State.SHUT);
        try (var socket = connect()) {
            assertBroken(socket);
        }
    }

    /// An end or a reset, never an answer and never silence.
    private static void assertBroken(Socket socket) {
        int heard;
        try {
            heard = said(socket, 'z');
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing broke", e);
        } catch (IOException _) {
            heard = -1;
        }
        assertThat(heard).isEqualTo(-1);
    }
}
