package dev.lovage.local;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the person at the terminal sees: each line with the name of the part that wrote it, in that
/// part's colour on a terminal, plain elsewhere.
public final class Output {
    private static final List<String> COLOURS = List.of("36", "33", "35", "32", "34", "31");
    private static final int NAME = 9;
    private static final int LONGEST = 500;

    private final PrintStream out;
    private final boolean coloured;
    private final Map<String, String> colours = new ConcurrentHashMap<>();
    private volatile boolean hushed;

    public Output(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /// Colours only where a person looks, and not where `NO_COLOR` asks for none.
    public static Output to(PrintStream out) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Output(out, terminal && System.getenv("NO_COLOR") == null);
    }

    /// A line of the part `name`, without what a terminal would obey; of a very long one only the
    /// beginning. Its log file has it all.
    public void line(String name, String text) {
        if (!hushed) {
            print(name, Harmless.text(text));
        }
    }

    private void print(String name, String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
        String prefix = String.format("%-" + NAME + "s │ ", name);
        if (!coloured) {
            out.println(prefix + shown);
            return;
        }
        String colour =
                colours.computeIfAbsent(name, _ -> COLOURS.get(colours.size() % COLOURS.size()));
        out.println("\u001b[" + colour + "m" + prefix + "\u001b[0m" + shown);
    }

    /// A line of the supervisor itself.
    public void say(String text) {
        print("lovage", text);
    }

    /// From here on only the supervisor speaks: parts that are stopped complain about each other.
    void hush() {
        hushed = true;
    }
}
