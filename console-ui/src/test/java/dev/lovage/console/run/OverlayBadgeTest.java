package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run.Overlay;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverlayBadgeTest {
    @ParameterizedTest
    @EnumSource(Overlay.class)
    void aBadgeSaysInItsTooltipWhatToDo(Overlay overlay) {
        var badge = new OverlayBadge(overlay).getElement();

        assertThat(badge.getText()).isNotBlank();
        assertThat(badge.getAttribute("title")).contains(" ").endsWith(".");
        assertThat(badge.getAttribute("aria-label"))
                .contains(badge.getText(), badge.getAttribute("title"));
    }
}
