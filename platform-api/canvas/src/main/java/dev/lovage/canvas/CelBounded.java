package dev.lovage.canvas;

import com.google.re2j.PatternSyntaxException;

import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Those functions of CEL whose results can be much larger than what goes in, with an upper bound
/// on what they build.
final class CelBounded {
    static final int LONGEST_TEXT = 1024 * 1024;
    static final int LONGEST_LIST = 100_000;

    private CelBounded() {}

    /// A function was asked for something that it does not build.
    static class Refused extends RuntimeException {
        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /// An expression looks into a value that is kept elsewhere.
    static final class ByReference extends Refused {
        ByReference(long size) {
            super(
                    "it looks into a value of %,d bytes, which is kept by reference: only `size` and"
                                    .formatted(size)
                            + " `count` can be read of it. Pass it whole to a task, or let the task"
                            + " that made it return the small part beside it");
        }
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("add_string", String.class, String.class, CelBounded::add),
                CelFunctionBinding.from(
                        "add_bytes", CelByteString.class, CelByteString.class, CelBounded::add),
                CelFunctionBinding.from("add_list", List.class, List.class, CelBounded::add),
                CelFunctionBinding.from("matches", String.class, String.class, CelBounded::matches),
                CelFunctionBinding.from(
                        "matches_string", String.class, String.class, CelBounded::matches),
                CelFunctionBinding.from("lists_range", Long.class, CelBounded::range),
                CelFunctionBinding.from("list_flatten", List.class, list -> flatten(list, 1)),
                CelFunctionBinding.from(
                        "list_flatten_list_int", List.class, Long.class, CelBounded::flatten),
                CelFunctionBinding.from("list_join", List.class, list -> join(list, "")),
                CelFunctionBinding.from(
                        "list_join_string", List.class, String.class, CelBounded::join),
                CelFunctionBinding.from(
                        "string_replace_string_string",
                        List.of(String.class, String.class, String.class),
                        args -> replace(text(args[0]), text(args[1]), text(args[2]), -1)),
                CelFunctionBinding.from(
                        "string_replace_string_string_int",
                        List.of(String.class, String.class, String.class, Long.class),
                        args ->
                                replace(
                                        text(args[0]),
                                        text(args[1]),
                                        text(args[2]),
                                        (Long) args[3])));
    }

    private static String add(String one, String other) {
        checkText((long) one.length() + other.length());
        return one + other;
    }

    private static CelByteString add(CelByteString one, CelByteString other) {
        checkText((long) one.size() + other.size());
        return one.concat(other);
    }

    private static List<?> add(List<?> one, List<?> other) {
        checkList((long) one.size() + other.size());
        return Grown.of(one, other);
    }

    private static boolean matches(String text, String pattern) {
        try {
            return Regex.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException _) {
            throw new Refused("`matches` takes no such pattern, see the syntax of RE2");
        }
    }

    private static List<?> range(Long end) {
        checkList(end);
        var list = new ArrayList<Object>();
        for (long i = 0; i < end; i++) {
            list.add(i);
        }
        return list;
    }

    private static List<?> flatten(List<?> list, long depth) {
        if (depth < 0) {
            throw new Refused("`flatten` takes no negative depth");
        }
        var flat = new ArrayList<@Nullable Object>();
        flatten(list, depth, flat);
        return flat;
    }

    private static void flatten(List<?> list, long depth, List<@Nullable Object> flat) {
        for (var item : list) {
            if (item instanceof List<?> inner && depth > 0) {
                flatten(inner, depth - 1, flat);
            } else {
                flat.add(item);
                checkList(flat.size());
            }
        }
    }

    private static String join(List<?> list, String separator) {
        var text = new StringBuilder();
        for (var item : list) {
            if (!(item instanceof String part)) {
                throw new Refused("`join` takes a list of texts, see `string(..)`");
            }
            checkText((long) text.length() + part.length() + separator.length());
            text.append(text.isEmpty() ? "" : separator).append(part);
        }
        return text.toString();
    }

    private static String replace(String text, String from, String to, long most) {
        var replaced = new StringBuilder();
        int copied = 0;
        int next = 0;
        for (long n = 0; most < 0 || n < most; n++) {
            var found = next > text.length() ? -1 : text.indexOf(from, next);
            if (found < 0) {
                break;
            }
            checkText((long) replaced.length() + found - copied + to.length());
            replaced.append(text, copied, found).append(to);
            copied = found + from.length();
            next = from.isEmpty() ? found + 1 : copied;
        }
        checkText((long) replaced.length() + text.length() - copied);
        return replaced.append(text, copied, text.length()).toString();
    }

    private static String text(@Nullable Object argument) {
        return String.valueOf(argument);
    }

    private static void checkText(long length) {
        if (length > LONGEST_TEXT) {
            throw new Refused("it builds a text of more than 1 MiB; let a task do this");
        }
    }

    private static void checkList(long size) {
        if (size > LONGEST_LIST) {
            throw new Refused("it builds a list of more than 100,000; let a task do this");
        }
    }

    /// A list that shares its elements with the one it grew from: so a comprehension that adds one
    /// at a time does not copy them all each time.
    private static final class Grown extends AbstractList<@Nullable Object> {
        private final List<@Nullable Object> shared;
        private final int size;

        private Grown(List<@Nullable Object> shared) {
            this.shared = shared;
            this.size = shared.size();
        }

        static Grown of(List<?> one, List<?> other) {
            var shared =
                    one instanceof Grown grown && grown.size == grown.shared.size()
                            ? grown.shared
                            : new ArrayList<@Nullable Object>(one);
            shared.addAll(other);
            return new Grown(shared);
        }

        @Override
        public @Nullable Object get(int index) {
            return shared.get(Objects.checkIndex(index, size));
        }

        @Override
        public int size() {
            return size;
        }
    }
}
