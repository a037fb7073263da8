package dev.lovage.worker.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// One entry of `lovage.egress.allow`: `intranet.example`, `10.1.0.0/16:8443`, `[fd00::/8]:80`.
///
/// @param host the name that is open wherever it leads; empty in favour of a block
/// @param port all of them where there is none
record Opening(String host, Optional<Block> block, OptionalInt port) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[(?<six>[0-9A-Fa-f:./]+)]|(?<name>[^\\s:\\[\\]]+))(?::(?<port>\\d{1,5}))?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9./]+");
    private static final Pattern FOUR = Pattern.compile("\\d+(\\.\\d+){3}(/\\d+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

    static Opening of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text);
        }
        var port = form.group("port") == null ? -1 : Integer.parseInt(form.group("port"));
        if (port == 0 || port > 65_535) {
            throw wrong(text);
        }
        var ports = port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
        var name = form.group("name");
        if (name != null && NAME.matcher(name).matches() && !NUMBERS.matcher(name).matches()) {
            return new Opening(name.toLowerCase(Locale.ROOT), Optional.empty(), ports);
        }
        if (name != null && !FOUR.matcher(name).matches()) {
            throw wrong(text);
        }
        try {
            var block = Block.of(name == null ? form.group("six") : name);
            return new Opening("", Optional.of(block), ports);
        } catch (IllegalArgumentException _) {
            throw wrong(text);
        }
    }

    /// @param name in lower case, without a dot at its end
    boolean covers(String name, InetAddress address, int at) {
        return (port.isEmpty() || port.getAsInt() == at)
                && block.map(b -> b.holds(address)).orElseGet(() -> host.equals(name));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "lovage.egress.allow: \"%s\" is neither a host nor a block of addresses; write intranet.example, 10.1.0.0/16:8443 or [fd00::/8]:80"
                        .formatted(text));
    }
}
