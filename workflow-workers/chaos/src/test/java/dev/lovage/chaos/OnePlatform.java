package dev.lovage.chaos;

import dev.lovage.chaos.drive.Sink;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Gives all tests of this module one platform: a start takes longer than most of them.
final class OnePlatform implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(OnePlatform.class);

    /// The platform, and the party outside that its tasks may call.
    record Shared(Faulted platform, Sink sink, Path folder) implements AutoCloseable {
        static Shared start() {
            try {
                var chaos = Files.createDirectories(Path.of("target/chaos").toAbsolutePath());
                var folder = Files.createTempDirectory(chaos, "platform");
                var sink = new Sink();
                var wanted = Wanted.of(System.getProperties());
                var platform =
                        wanted.small()
                                ? Faulted.small(folder, sink.address())
                                : Faulted.whole(folder, sink.address());
                return new Shared(platform, sink, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the platform started", e);
            }
        }

        @Override
        public void close() throws IOException {
            platform.close();
            sink.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shared.class;
    }

    @Override
    public Shared resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
    }
}
