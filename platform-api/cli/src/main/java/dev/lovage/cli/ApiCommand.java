package dev.lovage.cli;

import dev.lovage.client.LovageClient;

import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// What commands that ask the api something have in common.
abstract class ApiCommand implements Callable<Integer> {
    @Mixin private final Connection connection = new Connection();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public final Integer call() {
        check();
        try (LovageClient client = connection.open()) {
            Said said = ask(client);
            PrintWriter out = terminal.out();
            if (output.json()) {
                out.println(output.print(said.json()));
            } else {
                out.print(said.text());
                out.flush();
            }
            return said.code();
        }
    }

    /// Throws [UsageException] for what cannot be meant, before anyone is asked.
    void check() {}

    abstract Said ask(LovageClient client);

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e);
        }
    }

    /// An answer, for programs and for people.
    ///
    /// @param text whole lines
    /// @param code exit code
    record Said(Object json, String text, int code) {
        Said(Object json, String text) {
            this(json, text, Lovage.DONE);
        }
    }
}
