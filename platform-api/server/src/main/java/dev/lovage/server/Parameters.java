package dev.lovage.server;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The query of a request, read strictly: a value that cannot be is refused by name.
public final class Parameters {
    public static final int DEFAULT_PAGE = 50;
    public static final int LARGEST_PAGE = 200;

    private static final int LAST_YEAR = 9_999;
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private final HttpParameters parameters;

    private Parameters(HttpParameters parameters) {
        this.parameters = parameters;
    }

    public static Parameters of(HttpRequest<?> request) {
        return new Parameters(request.getParameters());
    }

    /// The value of a parameter that is there and not empty.
    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> whole(name, text));
    }

    /// Every value of a parameter that may be repeated, at most so many.
    public List<String> texts(String name, int most) {
        var texts = parameters.getAll(name);
        if (texts.size() > most) {
            throw wrong(name, "It may be there " + most + " times at most.");
        }
        return texts.stream().map(text -> whole(name, text)).toList();
    }

    /// PostgreSQL has no text with U+0000 in it.
    private static String whole(String name, String text) {
        if (text.indexOf(0) >= 0) {
            throw wrong(name, "No text has the character U+0000.");
        }
        return text;
    }

    public boolean flag(String name) {
        return text(name).map(text -> read(name, text, Parameters::truth)).orElse(false);
    }

    public Optional<Instant> instant(String name) {
        return text(name).map(text -> instant(name, text));
    }

    private static Instant instant(String name, String text) {
        try {
            return moment(text);
        } catch (IllegalArgumentException | DateTimeException _) {
            throw wrong(name, "`" + text + "` is no moment such as 2026-12-01T06:00:00Z.");
        }
    }

    /// `30s`, `500ms`, `1m` or ISO-8601.
    public Optional<Duration> duration(String name) {
        return text(name).map(text -> read(name, text, Parameters::period));
    }

    /// 1 to 200 rows.
    public int pageSize(int fallback) {
        var size = text("pageSize").map(text -> read("pageSize", text, Integer::valueOf));
        if (size.isPresent() && (size.get() < 1 || size.get() > LARGEST_PAGE)) {
            throw wrong("pageSize", "A page has 1 to " + LARGEST_PAGE + " rows.");
        }
        return size.orElse(fallback);
    }

    /// Every value of a parameter that may be repeated or have commas, as one of `type`.
    public <E extends Enum<E>> List<E> words(String name, Class<E> type) {
        return parameters.getAll(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .filter(word -> !word.isEmpty())
                .map(word -> word(name, word, type))
                .toList();
    }

    private static <E extends Enum<E>> E word(String name, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong(name, "It is one of " + names(type) + "."));
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .collect(Collectors.joining(", "));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /// Years of four digits: PostgreSQL knows a few more, but nobody means them.
    private static Instant moment(String text) {
        var moment = Instant.parse(text);
        var year = moment.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > LAST_YEAR) {
            throw new IllegalArgumentException(text);
        }
        return moment;
    }

    private static Duration period(String text) {
        var brief = SECONDS.matcher(text);
        if (!brief.matches()) {
            return Duration.parse(text);
        }
        var amount = Long.parseLong(brief.group(1));
        return switch (brief.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private static <T> T read(String name, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException _) {
            throw wrong(name, "`" + name + "` cannot be read.");
        }
    }

    private static ApiException wrong(String name, String message) {
        return ApiException.at(Code.MALFORMED, "?" + name, message);
    }
}
