package dev.lovage.testkit;

import static dev.lovage.sdk.flow.Retry.attempts;
import static dev.lovage.sdk.flow.Steps.*;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;

import dev.lovage.sdk.TaskFailure;
import dev.lovage.sdk.flow.RunError;
import dev.lovage.sdk.flow.Workflow;
import dev.lovage.testkit.Pictures.Picture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.Map;

/// The examples of the READMEs.
@Timeout(60)
final class AlbumTest {
    record Album(String title, String folder, int width) {}

    static final Workflow<Album> ALBUM =
            workflow("album")
                    .takes(Album.class)
                    .defaulting("width", 256)
                    .runTimeout(ofDays(2))
                    .retry(attempts(5).backoff(ofSeconds(10)))
                    .steps(album -> {
                        var found = call(Pictures::find, album.get(Album::folder)).id("found");
                        var small =
                                map(
                                                found,
                                                picture ->
                                                        call(
                                                                Pictures::shrink,
                                                                picture.get(Picture::path),
                                                                album.get(Album::width)))
                                        .id("small");
                        return chain(
                                found,
                                small,
                                pause(ofDays(1)),
                                call(Pictures::publish, album.get(Album::title), small));
                    });

    @RegisterExtension
    static final LovageTest lovage =
            LovageTest.with(new Pictures())
                    .faking(
                            "pictures.find",
                            arguments ->
                                    List.of(new Picture("a.png", 10), new Picture("b.png", 20)));

    @Test
    void publishesAnAlbumTheDayAfter() {
        var run = lovage.run(ALBUM, Map.of("title", "Summer", "folder", "/pictures"));

        assertThat(run)
                .succeeded()
                .returned("Summer: 2")
                .step("small[1]")
                .succeeded()
                .attempts(1)
                .returned(new Picture("b.png-256", 256));
    }

    @Test
    void givesUpOnAPictureThatCannotBeRead() {
        lovage.faking(
                task(Pictures::shrink),
                shrink -> {
                    throw TaskFailure.of("NOT_A_PICTURE", shrink.get("path", String.class));
                });

        assertThat(lovage.run(ALBUM, new Album("Summer", "/pictures", 64)))
                .failedWith("NOT_A_PICTURE")
                .step("small[0]")
                .failedWith("NOT_A_PICTURE")
                .attempts(5);
    }

    @Test
    void goesOnAsRecordedRunsDid() {
        ReplayGate.of("histories").holds();
    }

    @Test
    void choosesGroupsAndCatches() {
        var both = group(call(Pictures::find, "/a"), call(Pictures::find, "/b"));
        var size = when(prev().size().moreThan(3), value("many")).otherwise(value("few"));
        var tried =
                attempt(call(Pictures::shrink, "a.png", 0))
                        .catching("BAD_WIDTH", error -> value(error.get(RunError::message)))
                        .last(call(Pictures::publish, "none", List.of()));

        assertThat(lovage.run(chain(both, size), null)).returned("few");
        assertThat(lovage.run(tried, null)).returned("A picture is at least 1 wide");
    }
}
