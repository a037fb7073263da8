package dev.lovage.local;

import java.util.regex.Pattern;

/// Text of others, made so that a terminal does nothing but show it.
public final class Harmless {
    /// Colours and the cursor's moves, titles and links, and whatever else begins with an escape.
    private static final Pattern ESCAPES =
            Pattern.compile(
                    "\\u001B\\[[0-?]*[ -/]*[@-~]|\\u001B\\][^\\u0007\\u001B]*(?:\\u0007|\\u001B\\\\)?"
                            + "|\\u001B[ -/]*[0-~]?");

    private static final Pattern CONTROLS =
            Pattern.compile(
                    "[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

    private Harmless() {}

    /// Lines after the first are moved in, so that none looks like one of ours.
    public static String text(String of) {
        String plain = ESCAPES.matcher(of.replace("\r\n", "\n")).replaceAll("");
        return CONTROLS.matcher(plain).replaceAll("").replace("\n", "\n    ");
    }
}
