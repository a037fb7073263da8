package dev.lovage.cli;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Position;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// Saves all files or, when one of them is no definition, none.
    @Override
    public Integer call() {
        Map<String, String> definitions = new LinkedHashMap<>();
        boolean sound = true;
        for (Path file : files) {
            sound &= read(file, definitions);
        }
        if (!sound) {
            return Lovage.FAILED;
        }
        try (LovageClient client = connection.open()) {
            definitions.forEach((name, text) -> print(client.save(name, text)));
        }
        return Lovage.DONE;
    }

    private boolean read(Path file, Map<String, String> definitions) {
        try {
            String text = Files.readString(file);
            definitions.put(CanvasReader.definition(text).name(), text);
            return true;
        } catch (InvalidCanvasException e) {
            e.flaws().forEach(flaw -> terminal.err().println(place(file, flaw)));
            return false;
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e);
        }
    }

    /// As compilers say it, so that editors can go there.
    private static String place(Path file, Flaw flaw) {
        Position position = flaw.position();
        String where = position == null ? "" : ":" + position.line() + ":" + position.column();
        return "%s%s: %s %s (%s)"
                .formatted(file, where, flaw.pointer(), flaw.message(), flaw.code());
    }

    private void print(Workflow.Saved saved) {
        PrintWriter out = terminal.out();
        String same = saved.created() ? "" : " (unchanged)";
        out.println(saved.name() + " revision " + saved.revision() + same);
        for (Problem.Detail warning : saved.warnings()) {
            out.println("  warning: " + warning.pointer() + " " + warning.message());
        }
    }
}
