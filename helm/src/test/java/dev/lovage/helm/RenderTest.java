package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class RenderTest {
    static final List<Chart> CHARTS = List.of(Chart.LOVAGE, Chart.STARTER);

    /// Every file of values of both charts, rendered once.
    static final List<Rendered> ALL =
            CHARTS.stream().flatMap(chart -> chart.cases().stream().map(chart::render)).toList();

    static Stream<Rendered> all() {
        return ALL.stream();
    }

    static Stream<Rendered> lovage() {
        return ALL.stream().filter(it -> it.from().startsWith("lovage/"));
    }

    @ParameterizedTest
    @FieldSource("CHARTS")
    void lintsWithoutAWarning(Chart chart) {
        var result = new Helm(chart.folder()).lint().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages())
                .noneMatch(it -> it.contains("[WARNING]") && !it.contains("is required"));
    }

    @Test
    void refusesAFieldThatNoModelHas() {
        assertThatThrownBy(() ->
                        Rendered.of("a test", "{kind: Service, apiVersion: v1, spec: {prots: []}}"))
                .hasStackTraceContaining("prots");
    }

    @ParameterizedTest
    @MethodSource("all")
    void makesObjectsThatTheModelsKnow(Rendered rendered) {
        System.out.printf(
                "%s: %d objects, %d workloads, %d of operators%n",
                rendered.from(),
                rendered.typed().size(),
                rendered.workloads().size(),
                rendered.custom().size());
        assertThat(rendered.workloads()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void givesEachObjectANameOfItsOwn(Rendered rendered) {
        assertThat(
                        rendered.typed().stream()
                                .map(it -> it.getKind() + "/" + it.getMetadata().getName()))
                .doesNotHaveDuplicates();
    }

    static Stream<Path> cases() {
        return CHARTS.stream().flatMap(chart -> chart.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersTheSameTwice(Path values) {
        var chart = new Chart(values.getParent().getParent());

        assertThat(chart.render(values)).isEqualTo(chart.render(values));
    }
}
