package dev.lovage.worker.http;

import dev.lovage.sdk.TaskFailure;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The headers that a caller may send.
final class Headers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final int MOST_CHARACTERS = 16 * 1024;

    /// They say how the message travels, which is not the caller's business.
    private static final Set<String> OURS =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private Headers() {}

    /// By name in lower case.
    static Map<String, String> checked(Map<String, String> given) {
        var headers = new TreeMap<String, String>();
        var characters = 0;
        for (var header : given.entrySet()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            characters += name.length() + header.getValue().length();
            if (!NAME.matcher(name).matches() || !VALUE.matcher(header.getValue()).matches()) {
                throw wrong(name, "holds characters that no header may hold; encode them");
            }
            if (OURS.contains(name) || name.startsWith("proxy-")) {
                throw wrong(name, "is set by the worker itself; leave it out");
            }
            if (headers.put(name, header.getValue()) != null) {
                throw wrong(name, "is given twice");
            }
        }
        if (characters > MOST_CHARACTERS) {
            throw TaskFailure.of(
                            TaskFailure.BAD_ARGUMENTS, "The headers have more than 16 KiB in all")
                    .permanent();
        }
        return headers;
    }

    private static TaskFailure wrong(String name, String why) {
        return TaskFailure.of(TaskFailure.BAD_ARGUMENTS, "The header `%s` %s".formatted(name, why))
                .permanent();
    }
}
