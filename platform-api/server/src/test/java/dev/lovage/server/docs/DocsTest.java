package dev.lovage.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import dev.lovage.server.Api;
import dev.lovage.server.Code;

import io.micronaut.web.router.Router;
import io.swagger.v3.oas.annotations.Hidden;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class DocsTest {
    private static final Path KEPT = Path.of("openapi.yaml");
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String description() {
        return api.call("GET", "/docs/openapi.yaml").send().response().body();
    }

    @ParameterizedTest
    @EnumSource(Asset.class)
    void servesEachFileOfThePageToEveryone(Asset asset) {
        var answer = api.call("GET", "/docs/" + asset.file).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo(asset.type);
        assertThat(answer.header("content-security-policy")).contains("script-src 'self'");
        assertThat(answer.response().body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger-ui.js", "..%2f..%2fapplication.yml", "index.html%00"})
    void servesNothingElse(String file) {
        assertThat(api.call("GET", "/docs/" + file).send().status()).isBetween(400, 404);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void saysOfEachCodeWhatToDo(Code code) {
        var answer = api.call("GET", "/problems/" + code.name()).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).contains(code.title()).contains(code.wayOut());
    }

    @Test
    void everyRouteIsDescribedInASentence() throws IOException {
        var paths = new ObjectMapper(new YAMLFactory()).readTree(description()).path("paths");

        assertThat(routes())
                .isNotEmpty()
                .allSatisfy(route -> {
                    var operation = operation(paths, route);
                    assertThat(operation.path("summary").asText()).as(route).endsWith(".");
                });
    }

    /// What the api hands its own routes is nobody's to send.
    @Test
    void noParameterIsOneOfOurOwn() throws IOException {
        var paths = new ObjectMapper(new YAMLFactory()).readTree(description()).path("paths");

        assertThat(paths.findValues("parameters"))
                .isNotEmpty()
                .allSatisfy(parameters ->
                        assertThat(parameters.findValuesAsText("name"))
                                .isNotEmpty()
                                .doesNotContain("caller", "principal", "request"));
    }

    private static JsonNode operation(JsonNode paths, String route) {
        var parts = route.split(" ", 2);
        return paths.path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    private static List<String> routes() {
        var routes = new ArrayList<String>();
        api.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getDeclaringType().getName().startsWith("dev.lovage."))
                .filter(route -> !route.getDeclaringType().isAnnotationPresent(Hidden.class))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .forEach(route ->
                        routes.add(
                                route.getHttpMethodName()
                                        + " "
                                        + route.getUriMatchTemplate().toPathString()));
        return routes;
    }

    /// The description is part of the contract: a change of it must be seen in a review.
    @Test
    void theDescriptionIsTheOneThatIsKept() throws IOException {
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(KEPT, description());
        }
        assertThat(description())
                .as("to keep the new one: -Dtest=DocsTest -Dopenapi.write=true")
                .isEqualTo(Files.readString(KEPT));
    }
}
