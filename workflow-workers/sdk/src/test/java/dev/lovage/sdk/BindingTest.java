package dev.lovage.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.sdk.TaskMethod.Form;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

final class BindingTest {
    enum Colour {
        RED,
        GREEN
    }

    record Image(String path, int width, Optional<String> title, @Nullable Colour colour) {}

    record Even(int value) {
        Even {
            if (value % 2 != 0) {
                throw new IllegalArgumentException(value + " is odd");
            }
        }
    }

    @SuppressWarnings("unused") // called through the registry
    public static final class Many {
        @Task("resize")
        public String resize(String path, int width, Optional<Colour> colour) {
            return path + " " + width + " " + colour.map(Enum::name).orElse("-");
        }

        @Task("image")
        public Image image(Image image, TaskContext context) {
            return image;
        }

        @Task("times")
        public List<Object> times(Duration every, Instant from) {
            return List.of(every, from);
        }

        @Task("nested")
        public int nested(Map<String, List<Image>> albums, Set<Colour> colours) {
            return albums.values().stream().mapToInt(List::size).sum() + colours.size();
        }

        @Task("any")
        public Object any(@Nullable Object value) {
            return List.of(String.valueOf(value));
        }

        @Task("tree")
        public JsonNode tree(JsonNode value) {
            return value;
        }

        @Task("maybe")
        public boolean maybe(Optional<JsonNode> value) {
            return value.isPresent();
        }

        @Task("merge")
        public Map<String, Object> merge(Map<String, Object> left, Map<String, Object> right) {
            return Map.of("left", left.size(), "right", right.size());
        }

        @Task("even")
        public int even(Even number) {
            return number.value();
        }

        @Task("none")
        public @Nullable String none() {
            return null;
        }

        @Task("primitives")
        public double primitives(boolean plus, double a, long b, @Nullable Integer c) {
            return plus ? a + b : a - b;
        }
    }

    @Test
    void bindsByPlaceLeavingOutWhatIsOptional() {
        assertThat(call("resize", "['a.png', 64]")).isEqualTo("\"a.png 64 -\"");
        assertThat(call("resize", "['a.png', 64, 'RED']")).isEqualTo("\"a.png 64 RED\"");
    }

    @Test
    void bindsByNameInAnyOrder() {
        assertThat(call("resize", "[{'width': 64, 'path': 'a.png'}]")).isEqualTo("\"a.png 64 -\"");
    }

    @Test
    void bindsPlacesAndNamesTogether() {
        assertThat(call("resize", "['a.png', {'$kwargs': {'colour': 'GREEN', 'width': 1}}]"))
                .isEqualTo("\"a.png 1 GREEN\"");
    }

    @Test
    void givesTheObjectOfNamedArgumentsToAnOnlyRecord() {
        var given = "[{'path': 'a.png', 'width': 3, 'colour': 'RED'}]";

        assertThat(call("image", given, Form.BY_NAME))
                .isEqualTo("{\"path\":\"a.png\",\"width\":3,\"title\":null,\"colour\":\"RED\"}");
        assertThat(call("image", given, Form.UNSAID)).contains("a.png");
        assertThat(call("image", "[{'image': " + given.substring(1, given.length() - 1) + "}]"))
                .contains("a.png");
    }

    @Test
    void takesAnObjectGivenByPlaceAsItIs() {
        assertThat(call("any", "[{'value': 1}]", Form.BY_PLACE)).isEqualTo("[\"{value=1}\"]");
        assertThat(call("any", "[{'value': 1}]", Form.BY_NAME)).isEqualTo("[\"1\"]");
        assertThat(call("any", "[null]", Form.BY_PLACE)).isEqualTo("[\"null\"]");
        assertThat(call("tree", "[{'b': [1.5, null]}]", Form.BY_PLACE))
                .isEqualTo("{\"b\":[1.5,null]}");
    }

    @Test
    void findsNothingInATreeThatWasNotGiven() {
        assertThat(call("maybe", "[]")).isEqualTo("false");
        assertThat(call("maybe", "[null]", Form.BY_PLACE)).isEqualTo("false");
        assertThat(call("maybe", "[[null]]", Form.BY_PLACE)).isEqualTo("true");
    }

    @Test
    void readsTimesAndDurationsAsAuthorsWriteThem() {
        assertThat(call("times", "['90s', '2026-01-02T03:04:05Z']"))
                .isEqualTo("[\"PT1M30S\",\"2026-01-02T03:04:05Z\"]");
        assertThat(call("times", "['PT2H', '2026-01-02T03:04:05Z']")).contains("PT2H");
    }

    @Test
    void readsCollectionsOfRecords() {
        var albums = "{'x': [{'path': 'a', 'width': 1}, {'path': 'b', 'width': 2}]}";

        assertThat(call("nested", "[" + albums + ", ['RED']]")).isEqualTo("3");
    }

    @Test
    void callsATaskWithoutArguments() {
        assertThat(call("none", "[]")).isEqualTo("null");
        assertThat(call("primitives", "[true, 1, 2]")).isEqualTo("3.0");
    }

    @Test
    void namesTheArgumentThatIsWrong() {
        refuses("resize", "['a.png']", "`width` is missing");
        refuses("resize", "[null, 3]", "`path` must not be null");
        refuses("resize", "['a.png', 'x']", "`width` must be of type integer, not \"x\"");
        refuses("resize", "['a.png', 1.5]", "`width` must be of type integer, not 1.5");
        refuses("resize", "[7, 3]", "`path` must be of type string, not 7");
        refuses("resize", "['a', 3, 'BLUE']", "`colour` must be one of [RED, GREEN], not \"BLUE\"");
        refuses(
                "resize",
                "[{'path': 'a', 'widht': 3}]",
                "`widht` is unknown: the task takes `path`");
        refuses("resize", "['a', 1, 'RED', 4]", "but was given 4 arguments");
        refuses("resize", "['a', 1, {'$kwargs': {'path': 'b'}}]", "by place and by name");
        refuses("none", "[1]", "takes no arguments");
        refuses("times", "['soon', '2026-01-02T03:04:05Z']", "`every`", "\"soon\" is no duration");
        refuses("times", "['1s', 'now']", "`from` must be of type date-time, not \"now\"");
        refuses("primitives", "[1, 1, 2]", "`plus` must be of type boolean, not 1");
    }

    @Test
    void namesThePlaceInsideAnArgument() {
        refuses("image", "[{'path': 'a'}]", "`image.width` is missing");
        refuses("image", "[{'path': null, 'width': 1}]", "`image.path` must not be null");
        refuses("nested", "[{'x': [{'path': 'a', 'width': {}}]}, []]", "`albums.x[0].width`");
        refuses("even", "[{'value': 3}]", "3 is odd");
    }

    @Test
    void saysNothingOfClasses() {
        assertThatThrownBy(() -> call("nested", "[{'x': [{'path': 'a', 'width': {}}]}, []]"))
                .message()
                .doesNotContain("java.")
                .doesNotContain("dev.lovage");
    }

    private static void refuses(String task, String given, String... parts) {
        assertThatThrownBy(() -> call(task, given))
                .isInstanceOfSatisfying(
                        TaskFailure.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(TaskFailure.BAD_ARGUMENTS);
                            assertThat(failure.retryable()).isFalse();
                            assertThat(failure.message()).contains(parts);
                        });
    }

    private static String call(String task, String given) {
        return call(task, given, Form.UNSAID);
    }

    private static String call(String task, String given, Form form) {
        try {
            var json = new JsonMapper().readTree(given.replace('\'', '"'));
            var arguments = StreamSupport.stream(json.spliterator(), false).toList();
            var method = Tasks.of(new Many()).find(task).orElseThrow();
            return new String(
                    method.call(arguments, form, new FixedContext()).json(),
                    StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
