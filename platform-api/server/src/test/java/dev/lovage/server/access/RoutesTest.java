package dev.lovage.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Api;
import dev.lovage.server.access.Permission.Role;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

class RoutesTest {
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String name(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
    }

    /// Each once, though the router holds them once per port.
    static Stream<UriRouteInfo<?, ?>> ours() {
        var routes = new TreeMap<String, UriRouteInfo<?, ?>>();
        api.bean(Router.class).uriRoutes().forEach(route -> routes.put(name(route), route));
        return routes.values().stream()
                .filter(route -> route.getDeclaringType().getName().startsWith("dev.lovage."))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"));
    }

    static Stream<UriRouteInfo<?, ?>> permitted() {
        return ours().filter(route -> audience(route) == Allowed.To.PERMITTED);
    }

    private static Allowed.To audience(UriRouteInfo<?, ?> route) {
        return api.bean(Audience.class).of(route).orElse(null);
    }

    private static Permission[] permissions(UriRouteInfo<?, ?> route) {
        return route.getAnnotationMetadata().enumValues(Allowed.class, "with", Permission.class);
    }

    private static Api.Call call(UriRouteInfo<?, ?> route) {
        var path = route.getUriMatchTemplate().toPathString().replaceAll("\\{revision}", "1");
        var call = api.call(route.getHttpMethodName(), path.replaceAll("\\{[^}]*}", "x"));
        return List.of("POST", "PUT").contains(route.getHttpMethodName()) ? call.json("{}") : call;
    }

    @Test
    void everyRouteDeclaresWhomItServes() {
        assertThat(ours())
                .isNotEmpty()
                .allSatisfy(route -> {
                    assertThat(audience(route)).as("%s", route).isNotNull();
                    if (audience(route) == Allowed.To.PERMITTED) {
                        assertThat(permissions(route)).as("%s", route).isNotEmpty();
                    }
                });
    }

    @Test
    void onlyHealthSignInAndTheDescriptionAreOpenToEveryone() {
        assertThat(ours().filter(route -> audience(route) == Allowed.To.ANYONE))
                .extracting(RoutesTest::name)
                .containsExactlyInAnyOrder(
                        "GET /docs",
                        "GET /docs/{file}",
                        "GET /health/liveness",
                        "GET /health/readiness",
                        "GET /problems/{code}",
                        "POST /api/v1/sessions");
    }

    @ParameterizedTest
    @MethodSource("permitted")
    void refusesACallerWithoutAToken(UriRouteInfo<?, ?> route) {
        var answer = call(route).send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @MethodSource("permitted")
    void refusesACallerWithABadToken(UriRouteInfo<?, ?> route) {
        var unknown = Token.fresh(Token.Kind.ACCESS).text();

        assertThat(call(route).bearer(unknown).send().status()).isEqualTo(401);
        assertThat(call(route).bearer("lvg_a_b_00000000").send().status()).isEqualTo(401);
        assertThat(call(route).header("Authorization", "Basic YWRtaW46").send().status())
                .isEqualTo(401);
    }

    /// The service behind each route asks for what the route declares: a role without that is
    /// refused, and the refusal is written down.
    @ParameterizedTest
    @MethodSource("permitted")
    void refusesACallerWhoseRoleLacksThePermission(UriRouteInfo<?, ?> route) {
        var permission = permissions(route)[0];
        var less = Arrays.stream(Role.values()).filter(role -> !role.has(permission)).toList();

        var token = api.bean(People.class).token("default", less.toArray(Role[]::new));
        var answer = call(route).bearer(token).send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asText()).contains(permission.wire());
        assertThat(api.bean(FakeAudit.class).lines())
                .anyMatch(line -> line.startsWith(permission.wire()) && line.endsWith("denied"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void theFeedTokenOpensTheFeedAndNothingElse(UriRouteInfo<?, ?> route) {
        if (audience(route) == Allowed.To.ANYONE) {
            return;
        }
        var answer = call(route).bearer(Api.FEED_TOKEN).send();

        // the feed has not begun without servers: that is behind the gate
        assertThat(answer.status()).isEqualTo(name(route).equals("GET /api/v1/events") ? 503 : 403);
        assertThat(call(route).bearer(Api.FEED_TOKEN + "x").send().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/me/",
                "/api/v1//me",
                "/api/v1/me;x=1",
                "/api/v1/sessions/../me",
                "/api/v1/sessions/%2e%2e/me",
                "/health/liveness/..%2f..%2fapi/v1/runs",
                "/health/liveness;/api/v1/runs",
                "/API/V1/ME",
                "/api/v1/runs/",
                "//api/v1/runs",
                "/health/../api/v1/runs",
                "/api/v1/sessions",
                "/nothing/here"
            })
    void noSpellingOfAPathGetsAroundTheGate(String path) {
        assertThat(api.call("GET", path).send().status()).isEqualTo(401);
    }
}
