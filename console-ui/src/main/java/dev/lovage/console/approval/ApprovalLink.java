package dev.lovage.console.approval;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The way to an approval from any other page.
public final class ApprovalLink {
    private ApprovalLink() {}

    public static String to(String id) {
        var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        // these may stand in a path as they are, and a link inside of the page is not decoded
        return "approvals/" + encoded.replace("%7E", "~").replace("%3A", ":").replace("%40", "@");
    }

    /// The approval of the step at this path.
    public static String to(String run, String path) {
        return to(path + "@" + run);
    }
}
