package dev.lovage.console.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The way to a schedule's page.
final class ScheduleLink {
    private ScheduleLink() {}

    static String to(String name) {
        return "schedules/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
