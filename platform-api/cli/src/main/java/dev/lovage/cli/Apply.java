package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Problem;
import dev.lovage.client.Workflow;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// `lovage apply`: saves definitions.
@Command(
        name = "apply",
        description = "Save definitions, YAML or JSON.",
        mixinStandardHelpOptions = true)
final class Apply implements Callable<Integer> {
    private List<Path> files = List.of();

    @Mixin private final Connection connection = new Connection();

    @Mixin private final Terminal terminal = new Terminal();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "One definition each.")
    void files(List<Path> named) {
        files = List.copyOf(named);
    }

    @Override
    public Integer call() {
        PrintWriter out = terminal.out();
        List<DefinitionFile> definitions = files.stream().map(DefinitionFile::read).toList();
        try (LovageClient client = connection.open()) {
            for (DefinitionFile file : definitions) {
                Workflow.Saved saved = client.save(file.name(), file.text());
                out.printf(
                        "%s revision %d%s%n",
                        saved.name(), saved.revision(), saved.created() ? "" : " (unchanged)");
                for (Problem.Detail warning : saved.warnings()) {
                    out.printf("  %s: %s%n", warning.pointer(), warning.message());
                }
            }
        }
        return Lovage.DONE;
    }

    /// A definition in a file, and the name inside it.
    record DefinitionFile(String name, String text) {
        static DefinitionFile read(Path file) {
            try {
                String text = Files.readString(file);
                return new DefinitionFile(DefinitionName.in(text, file), text);
            } catch (IOException e) {
                throw new UsageException(file + " cannot be read: " + e.getMessage());
            }
        }
    }
}
