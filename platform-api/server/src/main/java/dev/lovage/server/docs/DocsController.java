package dev.lovage.server.docs;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Allowed;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/// `/docs`: the description of the API, and a page to read and try it. `/problems`: what each code
/// of a problem means, and the way out.
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
                    + " data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Get("/docs")
    @Allowed(to = Allowed.To.ANYONE)
    HttpResponse<byte[]> page() {
        return answer(Asset.PAGE);
    }

    @Get("/docs/{file}")
    @Allowed(to = Allowed.To.ANYONE)
    HttpResponse<byte[]> asset(String file) {
        return answer(
                Arrays.stream(Asset.values())
                        .filter(asset -> asset.file.equals(file))
                        .findFirst()
                        .orElseThrow(DocsController::nothing));
    }

    @Get("/problems/{code}")
    @Allowed(to = Allowed.To.ANYONE)
    HttpResponse<String> problem(String code) {
        return Arrays.stream(Code.values())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .map(ProblemPage::of)
                .map(text -> HttpResponse.ok(text).contentType("text/markdown;charset=utf-8"))
                .orElseThrow(DocsController::nothing);
    }

    private static ApiException nothing() {
        return ApiException.of(Code.NOT_FOUND, "The description of the API is at /docs.");
    }

    private static HttpResponse<byte[]> answer(Asset asset) {
        return HttpResponse.ok(bytes(asset.resource))
                .contentType(MediaType.of(asset.type))
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-cache");
    }

    private static byte[] bytes(String resource) {
        var loader = DocsController.class.getClassLoader();
        try (var in = Objects.requireNonNull(loader.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
