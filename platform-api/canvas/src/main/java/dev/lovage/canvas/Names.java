package dev.lovage.canvas;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What may be the name of what.
public final class Names {
    static final Rule DEFINITION =
            new Rule(
                    "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?",
                    "1 to 64 small letters, digits and `-`, with no `-` at either end");
    public static final Rule TASK =
            new Rule(
                    "[A-Za-z_][A-Za-z0-9_.-]{0,127}",
                    "a letter, then up to 127 letters, digits, `_`, `.` and `-`");
    static final Rule RUNNING =
            new Rule(
                    DEFINITION.pattern + "|" + TASK.pattern,
                    "the name of a definition or of a task");
    static final Rule SIGNAL =
            new Rule(
                    "[A-Za-z][A-Za-z0-9_.-]{0,62}",
                    "a letter, then up to 62 letters, digits, `_`, `.` and `-`");
    static final Rule ASSIGNEE =
            new Rule(
                    "(?!.*[$][{])[^\\p{Cntrl}]{1,200}",
                    "the name of a person or group, 1 to 200 characters and no expression");
    public static final Rule QUEUE =
            new Rule(
                    "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}",
                    "1 to 63 letters, digits, `_`, `.` and `-`, the first a letter or digit");
    static final Rule STEP =
            new Rule(
                    "[a-z][A-Za-z0-9_]{0,62}",
                    "a small letter, then up to 62 letters, digits and `_`");
    static final Rule SEARCH =
            new Rule(
                    "input(\\.[A-Za-z_][A-Za-z0-9_]{0,62}){1,8}",
                    "a field of the input, as `input.folder`");
    public static final Rule TAG =
            new Rule("[^\\p{Cntrl}]{1,64}", "1 to 64 characters without control characters");

    /// What every expression sees; `prev` where there is one.
    static final Set<String> TODAY = Set.of("input", "prev", "steps", "run");

    /// The fields of `run`.
    static final Set<String> RUN =
            Set.of("id", "definition", "revision", "attempt", "startedAt", "scheduledAt", "tags");

    /// What expressions will see one day, and where.
    static final Map<String, String> LATER =
            Map.of(
                    "status", "look at the value instead",
                    "secret", "let the task read its own secrets");

    /// What expressions see only in places, and which.
    static final Map<String, String> PLACED =
            Map.of(
                    "result", "`undo`, `onSuccess` and `update`",
                    "error", "`catch` and `onError`",
                    "state", "a `graph`",
                    "arg", "a node of a `graph`",
                    "old", "the `merge` of a channel",
                    "new", "the `merge` of a channel");

    private static final Set<String> CEL_WORDS =
            Set.of(
                    "true",
                    "false",
                    "null",
                    "in",
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "for",
                    "function",
                    "if",
                    "import",
                    "let",
                    "loop",
                    "package",
                    "namespace",
                    "return",
                    "var",
                    "void",
                    "while",
                    "int",
                    "uint",
                    "double",
                    "bool",
                    "string",
                    "bytes",
                    "list",
                    "map",
                    "type",
                    "dyn",
                    "optional",
                    "math",
                    "lists",
                    "strings",
                    "has",
                    "cel",
                    "google");

    private Names() {}

    static boolean isCelWord(String name) {
        return CEL_WORDS.contains(name);
    }

    /// Whether an expression takes this name for something of the language.
    static boolean isInScope(String name) {
        return TODAY.contains(name) || LATER.containsKey(name) || PLACED.containsKey(name);
    }

    /// A pattern, and the same in words.
    public record Rule(Pattern pattern, String words) {
        Rule(String pattern, String words) {
            this(Pattern.compile(pattern), words);
        }

        public boolean admits(String name) {
            return pattern.matcher(name).matches();
        }
    }
}
