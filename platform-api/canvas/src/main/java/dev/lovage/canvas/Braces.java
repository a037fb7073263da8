package dev.lovage.canvas;

/// Finds where an expression ends in the text around it, minding braces, CEL's strings and its
/// comments.
final class Braces {
    private Braces() {}

    /// Index of the `}` that closes an expression whose source begins at `start`; -1 when none
    /// does.
    static int end(String text, int start) {
        int open = 0;
        int i = start;
        while (i < text.length()) {
            var c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = afterString(text, i, isRaw(text, start, i));
            } else if (text.startsWith("//", i)) {
                var line = text.indexOf('\n', i);
                i = line < 0 ? text.length() : line;
            } else if (c == '}' && open == 0) {
                return i;
            } else {
                open += c == '{' ? 1 : c == '}' ? -1 : 0;
                i++;
            }
        }
        return -1;
    }

    private static int afterString(String text, int start, boolean raw) {
        var one = text.substring(start, start + 1);
        var quote = text.startsWith(one.repeat(3), start) ? one.repeat(3) : one;
        int i = start + quote.length();
        while (i < text.length()) {
            if (text.startsWith(quote, i)) {
                return i + quote.length();
            }
            i += text.charAt(i) == '\\' && !raw ? 2 : 1;
        }
        return text.length();
    }

    /// Whether the quote at `i` has an `r` before it that begins a word: `r'\d'`, `br'..'`.
    private static boolean isRaw(String text, int start, int i) {
        int from = i;
        while (from > start && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        var prefix = text.substring(from, i).toLowerCase(java.util.Locale.ROOT);
        return prefix.equals("r") || prefix.equals("br") || prefix.equals("rb");
    }
}
