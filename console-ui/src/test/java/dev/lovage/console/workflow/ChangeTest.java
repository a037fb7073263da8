package dev.lovage.console.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.console.workflow.Change.Added;
import dev.lovage.console.workflow.Change.Left;
import dev.lovage.console.workflow.Change.Removed;
import dev.lovage.console.workflow.Change.Same;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ChangeTest {
    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void equalTextsHaveNoChange() {
        assertThat(Change.between("a\nb", "a\nb\n")).isEmpty();
        assertThat(Change.between("", "")).isEmpty();
    }

    @Test
    void aLineThatChangedIsRemovedAndAdded() {
        assertThat(Change.between("a\nb\nc", "a\nB\nc"))
                .containsExactly(
                        new Same(List.of("a")),
                        new Removed(List.of("b")),
                        new Added(List.of("B")),
                        new Same(List.of("c")));
    }

    @Test
    void whatStayedIsShownAroundAChangeOnly() {
        assertThat(Change.between(lines(1, 40), lines(1, 20) + "new\n" + lines(21, 40)))
                .containsExactly(
                        new Left(17),
                        new Same(List.of("line 18", "line 19", "line 20")),
                        new Added(List.of("new")),
                        new Same(List.of("line 21", "line 22", "line 23")),
                        new Left(17));
    }

    @Test
    void aLineBetweenTwoChangesIsNotLeftOut() {
        assertThat(Change.between("x\n" + lines(1, 7) + "y\n", lines(1, 7)))
                .containsExactly(
                        new Removed(List.of("x")),
                        new Same(lines(1, 7).lines().toList()),
                        new Removed(List.of("y")));
    }

    @Test
    void anythingMayBecomeNothingAndNothingAnything() {
        assertThat(Change.between("a\n", "")).containsExactly(new Removed(List.of("a")));
        assertThat(Change.between("", "a\n")).containsExactly(new Added(List.of("a")));
    }
}
