package dev.lovage.server.docs;

import dev.lovage.server.Code;

/// What a code means, as Markdown.
final class ProblemPage {
    private ProblemPage() {}

    static String of(Code code) {
        return """
        # %s

        HTTP status %d. %s.

        %s
        """
                .formatted(code.name(), code.status(), code.title(), code.wayOut());
    }
}
