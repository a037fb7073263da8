package dev.lovage.docker;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An image that runs as Kubernetes would run it: its user, its entry point as process 1, a root
/// that is only read, `/tmp` in memory. On the network of this machine.
final class Container implements AutoCloseable {
    private static final String SCRIPT =
            """
            root=$1; user=$2; shift 2
            mount --bind "$root" "$root"
            mount -o remount,bind,ro "$root"
            mount -t proc proc "$root/proc"
            mount -t tmpfs tmpfs "$root/tmp"
            mount --bind /dev "$root/dev"
            mount --bind /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
            exec /usr/sbin/chroot --userspec="$user" "$root" "$@"
            """;

    private final Process process;
    private final Path log;

    private Container(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Container start(
            Built image, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        var line = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
        line.addAll(List.of("--kill-child", "sh", "-ec", SCRIPT, "sh"));
        line.addAll(List.of(image.root().toString(), image.user()));
        line.addAll(command);
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.redirectOutput(log.toFile()).environment().putAll(environment);
        return new Container(builder.start(), log);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static int answer(int port, String path) {
        try {
            var address = URI.create("http://127.0.0.1:" + port + path).toURL();
            var answer = (HttpURLConnection) address.openConnection();
            answer.setConnectTimeout(2_000);
            answer.setReadTimeout(5_000);
            return answer.getResponseCode();
        } catch (IOException _) {
            return 0;
        }
    }

    /// What the kernel says of process 1 inside: `/proc/PID/FILE`.
    String proc(String file) throws IOException {
        var inside = process.children().findFirst().orElseThrow();
        return Files.readString(Path.of("/proc", Long.toString(inside.pid()), file));
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /// How it ended by itself.
    int end() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It did not end by itself");
        }
        return process.exitValue();
    }

    /// Asks it to end, as Kubernetes does.
    void terminate() {
        process.children().forEach(ProcessHandle::destroy);
    }

    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
