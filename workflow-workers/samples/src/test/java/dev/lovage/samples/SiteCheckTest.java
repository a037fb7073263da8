package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.samples.SiteCheck.Answer;
import dev.lovage.samples.SiteCheck.Detail;
import dev.lovage.samples.SiteCheck.Failed;
import dev.lovage.samples.SiteCheck.Outcome;
import dev.lovage.samples.SiteCheck.Row;
import dev.lovage.samples.SiteCheck.Table;
import dev.lovage.sdk.TaskFailure;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class SiteCheckTest {
    private static final String SITE = "https://a.test/";
    @TempDir Path folder;
    private SiteCheck check;

    @BeforeEach
    void prepare() {
        var settings = new SampleSettings(List.of(" http://api ", "", "http://console"), "", "");
        check = new SiteCheck(settings, new Ledger(folder.resolve("ledger")));
    }

    @Test
    void looksAtThePlatformUnlessToldOtherwise() {
        assertThat(check.addresses(List.of())).containsExactly("http://api", "http://console");
        assertThat(check.addresses(List.of(SITE))).containsExactly(SITE);
    }

    @Test
    void tellsOnceThatASiteSaysSomethingElse() {
        assertThat(seen("run~1", "aa").changed()).isFalse();
        assertThat(seen("run~2", "aa").changed()).isFalse();
        assertThat(seen("run~3", "bb").changed()).isTrue();
        assertThat(seen("run~4", "bb").changed()).isFalse();
        assertThat(seen("run~5", "aa").changed()).isTrue();
    }

    @Test
    void tellsTheSameInEveryAttempt() {
        seen("run~1", "aa");
        assertThat(seen("run~1", "aa").changed()).isFalse();
        assertThat(seen("run~2", "bb").changed()).isTrue();
        assertThat(seen("run~2", "bb").changed()).isTrue();
    }

    @Test
    void remembersPastATimeWithoutAnswers() {
        seen("run~1", "aa");
        var table = table("run~2", failed("HTTP_STATUS", Optional.of(503)));

        assertThat(table.rows())
                .containsExactly(
                        new Row(SITE, false, 503, null, null, false, "HTTP_STATUS: no good"));
        assertThat(table.alerts()).containsExactly(SITE + " does not answer: HTTP_STATUS: no good");
        assertThat(seen("run~3", "aa").changed()).isFalse();
    }

    @Test
    void wakesNobodyWhenAllIsWell() {
        assertThat(table("run~1", answered("aa")).alerts()).isEmpty();
        assertThat(table("run~2", answered("bb")).alerts())
                .containsExactly(SITE + " says something else than before");
    }

    @Test
    void failsOnlyForThoseThatDoNotAnswer() {
        var good = table("run~1", answered("aa")).rows();
        var bad = table("run~2", failed("HTTP_DNS", Optional.empty())).rows();

        assertThat(check.judge(good)).isEqualTo(good);
        assertThatThrownBy(() -> check.judge(bad))
                .isInstanceOfSatisfying(
                        TaskFailure.class, f -> assertThat(f.code()).isEqualTo("SITE_DOWN"))
                .hasMessageContaining(SITE);
    }

    @Test
    void isDefinedByAValidDefinition() throws IOException {
        try (var yaml = SiteCheck.class.getResourceAsStream("/lovage/site-check.yaml")) {
            var text = new String(requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(CanvasReader.definition(text).name()).isEqualTo("site-check");
        }
    }

    private Row seen(String run, String sha256) {
        return table(run, answered(sha256)).rows().getFirst();
    }

    private Table table(String run, Outcome outcome) {
        return check.table(List.of(SITE), List.of(outcome), new Attempted(run, "do.2"));
    }

    private static Outcome answered(String sha256) {
        return new Outcome(Optional.of(new Answer(200, 7, sha256)), Optional.empty());
    }

    private static Outcome failed(String code, Optional<Integer> status) {
        return new Outcome(
                Optional.empty(),
                Optional.of(new Failed(code, "no good", Optional.of(new Detail(status)))));
    }
}
