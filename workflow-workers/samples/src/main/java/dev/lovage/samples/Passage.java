package dev.lovage.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A piece of a document that can be read by itself.
///
/// @param path from the folder of documents
/// @param title the heading it stands under
record Passage(String path, String title, String text) {
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,4} (.+)$");
    private static final int LONGEST = 1_200;

    /// Cuts Markdown at its headings, and long sections between paragraphs.
    static List<Passage> of(String path, String markdown) {
        var passages = new ArrayList<Passage>();
        var heading = HEADING.matcher(markdown);
        var title = path;
        int from = 0;
        while (heading.find()) {
            cut(path, title, markdown.substring(from, heading.start()), passages);
            title = heading.group(1).strip();
            from = heading.end();
        }
        cut(path, title, markdown.substring(from), passages);
        return passages;
    }

    private static void cut(String path, String title, String section, List<Passage> into) {
        var text = new StringBuilder();
        for (var paragraph : section.strip().split("\n\\s*\n", -1)) {
            if (!text.isEmpty() && text.length() + paragraph.length() > LONGEST) {
                into.add(new Passage(path, title, text.toString()));
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : "\n\n").append(paragraph);
        }
        if (!text.toString().isBlank()) {
            into.add(new Passage(path, title, shortened(text.toString())));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 2 * LONGEST ? text : text.substring(0, 2 * LONGEST) + "…";
    }
}
