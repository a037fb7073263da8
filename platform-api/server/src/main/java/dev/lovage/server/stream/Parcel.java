package dev.lovage.server.stream;

import java.io.IOException;
import java.io.OutputStream;

/// What a stream writes next. It is chosen when it is written: the framework asks for many parcels
/// ahead of the one that it can write, and what waits is to wait in the stream, which counts it.
public final class Parcel {
    private final EventStream from;

    Parcel(EventStream from) {
        this.from = from;
    }

    /// Writes what has waited by now; the next parcel is handed on after that.
    void writeTo(OutputStream to) throws IOException {
        from.take().writeTo(to);
    }
}
