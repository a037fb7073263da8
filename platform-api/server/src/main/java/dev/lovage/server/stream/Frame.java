package dev.lovage.server.stream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Bytes of server-sent events, as they go over the wire; the same ones may go to many readers.
public final class Frame {
    private final byte[] bytes;

    private Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /// An event.
    ///
    /// @param id where to resume after it; absent: where the reader was
    /// @param name absent for `message`
    public static Frame event(@Nullable String id, @Nullable String name, String data) {
        var text = new StringBuilder();
        field(text, "id", id);
        field(text, "event", name);
        data.lines().forEach(line -> field(text, "data", line));
        return of(text.append('\n'));
    }

    /// Tells a reader where it is, without an event.
    public static Frame position(String id) {
        var text = new StringBuilder();
        field(text, "id", id);
        return of(text.append('\n'));
    }

    /// What readers ignore: it keeps the line open.
    public static Frame comment(String words) {
        return of(new StringBuilder(": ").append(words).append("\n\n"));
    }

    static Frame all(List<Frame> frames) {
        if (frames.size() == 1) {
            return frames.getFirst();
        }
        var all = new byte[frames.stream().mapToInt(Frame::size).sum()];
        int at = 0;
        for (var frame : frames) {
            System.arraycopy(frame.bytes, 0, all, at, frame.size());
            at += frame.size();
        }
        return new Frame(all);
    }

    int size() {
        return bytes.length;
    }

    void writeTo(OutputStream to) throws IOException {
        to.write(bytes);
    }

    private static void field(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append(": ").append(value).append('\n');
        }
    }

    private static Frame of(StringBuilder text) {
        return new Frame(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
