package dev.lovage.console.look;

import com.vaadin.flow.component.UI;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Where the person is.
public final class Here {
    private Here() {}

    /// The time zone that the person chose: that of the browser, as far as it is known, or UTC.
    public static ZoneId zone() {
        if (Clocks.chosen() == Clocks.UTC) {
            return ZoneOffset.UTC;
        }
        var ui = UI.getCurrent();
        var details = ui == null ? null : ui.getPage().getExtendedClientDetails();
        var id = details == null ? null : details.getTimeZoneId();
        try {
            return id == null || id.isBlank() ? ZoneOffset.UTC : ZoneId.of(id);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
