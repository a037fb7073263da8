package dev.lovage.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Cases that Celery 5.6 was asked, from the folder `shared/conformance` beside the checkout.
final class Conformance {
    private static final Path FILE = Path.of("shared", "conformance", "celery-cases.json");

    private Conformance() {}

    /// One case.
    record Case(Map<?, ?> fields) {
        String id() {
            return text("id");
        }

        String text(String key) {
            return String.valueOf(fields.get(key));
        }

        Object get(String key) {
            return fields.get(key);
        }

        Map<?, ?> expected() {
            return (Map<?, ?>) fields.get("expect");
        }

        @Override
        public String toString() {
            return id() + " " + fields.get("about");
        }
    }

    /// All of a kind; there must be as many as we know of.
    static List<Case> cases(String kind, int count) {
        var all = (Map<?, ?>) Json.read(text());
        var cases = ((List<?>) all.get(kind)).stream().map(c -> new Case((Map<?, ?>) c)).toList();
        assertThat(cases).as(kind).hasSize(count);
        return cases;
    }

    private static String text() {
        var here = Path.of("").toAbsolutePath();
        var file =
                Stream.iterate(here, at -> at != null, Path::getParent)
                        .map(at -> at.resolve(FILE))
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow(() ->
                                new AssertionError(
                                        "There is no " + FILE + " in any folder above " + here));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
