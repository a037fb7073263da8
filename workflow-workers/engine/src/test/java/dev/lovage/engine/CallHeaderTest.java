package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;

import dev.lovage.canvas.Options;

import io.temporal.api.common.v1.Payload;

import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.time.Duration;

final class CallHeaderTest {
    private static final CallHeader HEADER =
            new CallHeader(
                    "census~1",
                    "do.1.m.17",
                    "default",
                    1_772_359_200_123L,
                    2,
                    Options.PLATFORM.retry(),
                    Duration.ofSeconds(5),
                    true);

    @Test
    void readsWhatItWrote() {
        assertThat(CallHeader.of(HEADER.payload())).isEqualTo(HEADER);
    }

    @Test
    void isJsonThatAnyLanguageReads() {
        assertThat(HEADER.payload().getData().toStringUtf8())
                .contains("\"attempt\":2")
                .contains("\"soft\":\"PT5S\"")
                .contains("\"idempotencyKey\":\"census~1:do.1.m.17\"");
    }

    @Test
    void ignoresFieldsThatLaterVersionsAdd() {
        var text = HEADER.payload().getData().toStringUtf8();
        var later = "{\"later\":1," + text.substring(1);

        assertThat(CallHeader.of(payload(later))).isEqualTo(HEADER);
    }

    @Test
    void refusesWhatIsNoHeader() {
        assertThatThrownBy(() -> CallHeader.of(payload("[]")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("lovage");
    }

    private static Payload payload(String json) {
        return Payload.newBuilder().setData(ByteString.copyFromUtf8(json)).build();
    }
}
