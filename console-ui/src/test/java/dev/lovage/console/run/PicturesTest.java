package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Skeleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;

/// Every kind of canvas is drawn as its file says; `-Dgolden.write=true` writes the files anew.
class PicturesTest {
    static List<String> kinds() throws IOException {
        return Pictures.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void drawsTheKindAsItsFileSays(String kind) throws IOException {
        var drawn = Pictures.drawn(kind);
        if (Boolean.getBoolean("golden.write")) {
            Pictures.write(kind, drawn);
        }
        assertThat(drawn).isEqualTo(Pictures.golden(kind));
    }

    @ParameterizedTest
    @EnumSource(Skeleton.Kind.class)
    void everyKindIsDrawn(Skeleton.Kind kind) throws IOException {
        assertThat(Pictures.golden(kind.word())).contains("\"kind\":\"" + kind.word() + "\"");
    }

    @Test
    void aChordIsAGroupAndWhatFollowsIt() throws IOException {
        assertThat(Pictures.golden("chord"))
                .contains("\"kind\":\"group\"")
                .contains("\"name\":\"sum\"");
    }
}
