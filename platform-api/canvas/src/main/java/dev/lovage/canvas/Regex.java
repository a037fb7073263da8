package dev.lovage.canvas;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;

/// Regular expressions of schemas and expressions, in a dialect whose matching takes linear time.
///
/// Repetitions are unrolled when a pattern is compiled, so their size is estimated before that.
final class Regex {
    private static final int LONGEST = 1_000;
    private static final long LARGEST = 10_000;

    private static final java.util.regex.Pattern WORD =
            java.util.regex.Pattern.compile(
                    "\\\\Q.*?(\\\\E|$)|\\\\.|\\[(\\\\.|[^]\\\\])*]|\\{\\d{1,6}(,(\\d{1,6})?)?}|.",
                    java.util.regex.Pattern.DOTALL);

    private Regex() {}

    static RegularExpression of(String source) {
        var pattern = compile(source);
        return text -> pattern.matcher(text).find();
    }

    static boolean isValid(String source) {
        try {
            return compile(source).pattern() != null;
        } catch (PatternSyntaxException _) {
            return false;
        }
    }

    static Pattern compile(String source) {
        if (source.length() > LONGEST || size(source) > LARGEST) {
            throw new PatternSyntaxException("too large when its repetitions are unrolled");
        }
        return Pattern.compile(source);
    }

    /// How many characters the pattern has once its repetitions are written out.
    private static long size(String source) {
        Deque<Long> around = new ArrayDeque<>();
        long size = 0;
        long last = 0;
        for (var word : WORD.matcher(source).results().map(MatchResult::group).toList()) {
            if (word.equals("(")) {
                around.push(size);
                size = 0;
                last = 0;
            } else if (word.equals(")") && !around.isEmpty()) {
                last = size;
                size += around.pop();
            } else if (word.startsWith("{") && word.length() > 1) {
                var more = Math.min(LARGEST, last) * (times(word) - 1);
                size += more;
                last += more;
            } else {
                last = 1;
                size += last;
            }
        }
        return size + around.stream().mapToLong(Long::longValue).sum();
    }

    private static long times(String repetition) {
        var comma = repetition.indexOf(',');
        var close = repetition.length() - 1;
        var most = comma < 0 || comma + 1 == close ? 1 : comma + 1;
        var end = comma < 0 || most > 1 ? close : comma;
        return Math.max(1, Long.parseLong(repetition.substring(most, end)));
    }
}
