package dev.lovage.chaos.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.InvalidCanvasException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {
    private static String flaws(String definition) {
        try {
            return "none of " + CanvasReader.definition(definition).name();
        } catch (InvalidCanvasException e) {
            return e.flaws().toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isADefinitionOfItsName(Shape shape) {
        assertThat(flaws(shape.definition())).isEqualTo("none of " + shape.workflow());
    }

    @Test
    void hasALeafToRunAsAChild() {
        assertThat(flaws(Shape.leaf())).isEqualTo("none of " + Shape.LEAF);
    }
}
