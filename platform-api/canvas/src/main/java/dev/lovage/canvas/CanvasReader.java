package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads definitions and canvases, from the text of a person or from a JSON value.
///
/// All that is wrong is told at once, in an [InvalidCanvasException].
public final class CanvasReader {
    private static final long LARGEST = 256L * 1024;

    private CanvasReader() {}

    /// A definition in YAML or JSON, as someone saves it.
    public static Definition definition(String text) {
        return definition(text, Dialect.NONE);
    }

    /// The same, where its body may also be written in that notation.
    public static Definition definition(String text, Dialect dialect) {
        checkSize(text);
        var source = Source.read(text);
        var flaws = source.flaws();
        checkSize(source.tree(), flaws);
        var reader = new DefinitionReader(flaws, Names.DEFINITION, dialect);
        var definition = reader.read(source.tree());
        InputSchema.check(definition.contract().input(), "/input", flaws);
        checkForms(reader, flaws);
        flaws.throwIfAny();
        return definition;
    }

    /// What in a definition that can be read is hardly what was meant: it runs all the same.
    public static List<Flaw> advice(String text, Dialect dialect) {
        var source = Source.read(text);
        var advice = source.flaws().apart();
        var reader = new DefinitionReader(source.flaws(), Names.DEFINITION, dialect);
        reader.advise(reader.read(source.tree()), advice);
        return advice.sorted();
    }

    /// A definition as a JSON value, as it stands in a [RunInput]: its name may also be that of a
    /// task, or [Definition#ADHOC], and its schemas were checked before.
    public static Definition definition(Map<String, @Nullable Object> tree) {
        var flaws = new Flaws(Map.of());
        var definition =
                new DefinitionReader(flaws, Names.RUNNING, Dialect.NONE).read(Json.plain(tree));
        flaws.throwIfAny();
        return definition;
    }

    /// A canvas that was not saved: a definition named [Definition#ADHOC] around it.
    ///
    /// @param canvas a node, or a list that is a chain
    public static Definition adhoc(@Nullable Object canvas) {
        var flaws = new Flaws(Map.of());
        var plain = Json.plain(canvas);
        checkSize(plain, flaws);
        flaws.throwIfAny();
        var body = plain == null ? List.of() : plain;
        var reader = new DefinitionReader(flaws, Names.RUNNING, Dialect.NONE);
        var definition = reader.read(Map.of("name", Definition.ADHOC, "do", body));
        checkForms(reader, flaws);
        flaws.throwIfAny();
        return definition;
    }

    private static void checkForms(DefinitionReader reader, Flaws flaws) {
        for (var form : reader.forms().entrySet()) {
            InputSchema.check(form.getValue(), form.getKey(), flaws);
        }
    }

    /// One canvas by itself.
    ///
    /// @param tree a node, or a list that is a chain
    public static Canvas canvas(Object tree) {
        return adhoc(tree).body();
    }

    /// Options by themselves, as a worker announces those of a task.
    public static Options options(Map<String, @Nullable Object> tree) {
        return options(tree, Keys.TASK_OPTIONS);
    }

    /// The options of one call, in which all is data: also when it begins.
    public static Options callOptions(Map<String, @Nullable Object> tree) {
        return options(tree, Keys.CALL_OPTIONS);
    }

    private static Options options(Map<String, @Nullable Object> tree, Set<String> allowed) {
        var flaws = new Flaws(Map.of());
        var fields = Fields.of(Json.plain(tree), Pointer.ROOT, flaws);
        if (fields == null) {
            throw new InvalidCanvasException(flaws.sorted());
        }
        fields.only(allowed, "options");
        var begin = new UntilReader(UntilReader.Reading.DATA, new Pauses()).begin(fields);
        var options = OptionsReader.read(fields, true).beginning(begin);
        flaws.throwIfAny();
        return options;
    }

    private static void checkSize(String text) {
        var flaws = new Flaws(Map.of(Pointer.ROOT, new Position(1, 1)));
        checkSize(text.length(), flaws);
        flaws.throwIfAny();
    }

    /// Also without blanks and comments, and with what aliases repeat.
    private static void checkSize(@Nullable Object tree, Flaws flaws) {
        checkSize(Json.size(tree, LARGEST), flaws);
    }

    private static void checkSize(long size, Flaws flaws) {
        if (size > LARGEST) {
            flaws.add(
                    Pointer.ROOT,
                    "TOO_LARGE",
                    "A definition has at most 256 KiB: let its tasks read what is larger.");
        }
    }
}
