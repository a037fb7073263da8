package dev.lovage.canvas;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

/// Regular expressions of schemas, in a dialect whose matching takes linear time.
final class Regex {
    private Regex() {}

    static RegularExpression of(String source) {
        var pattern = Pattern.compile(source);
        return text -> pattern.matcher(text).find();
    }

    static boolean isValid(String source) {
        try {
            return Pattern.compile(source).pattern() != null;
        } catch (PatternSyntaxException _) {
            return false;
        }
    }
}
