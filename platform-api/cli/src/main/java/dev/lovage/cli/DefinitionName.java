package dev.lovage.cli;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name inside a definition's text, under which it is saved.
final class DefinitionName {
    private static final Pattern NAME =
            Pattern.compile(
                    "^\\s*[{]?\\s*\"?name\"?\\s*:\\s*\"?([A-Za-z0-9._-]+)", Pattern.MULTILINE);

    private DefinitionName() {}

    static String in(String text, Path file) {
        Matcher matcher = NAME.matcher(text);
        if (!matcher.find()) {
            throw new UsageException(file + " has no `name`");
        }
        return matcher.group(1);
    }
}
