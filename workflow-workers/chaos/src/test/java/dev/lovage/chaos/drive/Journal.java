package dev.lovage.chaos.drive;

import dev.lovage.chaos.check.Operation;
import dev.lovage.chaos.check.Operation.Kind;
import dev.lovage.chaos.check.Operation.Outcome;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The driver's own log: every operation before it is done and after, in memory and in a file.
public final class Journal implements AutoCloseable {
    private final List<Operation> operations = new ArrayList<>();
    private final BufferedWriter file;

    public Journal(Path file) throws IOException {
        this.file = Files.newBufferedWriter(file);
    }

    Operation done(Kind kind, String key, Supplier<Outcome> how) {
        var begun = Instant.now();
        write("%s %s %s ...".formatted(begun, kind, key));
        var outcome = how.get();
        var operation = new Operation(key, kind, begun, Instant.now(), outcome);
        write("%s %s %s %s".formatted(operation.ended(), kind, key, outcome));
        synchronized (this) {
            operations.add(operation);
        }
        return operation;
    }

    /// In the order in which they ended.
    public synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    /// Something else that happened, for who reads the file.
    public synchronized void write(String line) {
        try {
            file.write(line);
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
