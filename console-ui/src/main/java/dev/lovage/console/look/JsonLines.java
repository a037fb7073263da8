package dev.lovage.console.look;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/// Two spaces, one element a line, `"key": value`.
final class JsonLines extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1;
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    JsonLines() {
        super(
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""));
        indentObjectsWith(LINES);
        indentArraysWith(LINES);
    }

    @Override
    public JsonLines createInstance() {
        return new JsonLines();
    }
}
