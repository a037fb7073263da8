package dev.lovage.worker.http;

import java.util.Map;

/// What came back, unpacked. Not a record: those hold no arrays.
final class Received {
    private final WebAddress address;
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Received(WebAddress address, int status, Map<String, String> headers, byte[] body) {
        this.address = address;
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /// Who answered, after all redirects.
    WebAddress address() {
        return address;
    }

    int status() {
        return status;
    }

    /// By name in lower case; several of one name with commas between.
    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
