package dev.lovage.server.approval;

import dev.lovage.server.ApiException;
import dev.lovage.server.Code;

/// Names an await of a run: `path@run`. No path has an `@`.
record ApprovalId(String run, String path) {
    static ApprovalId of(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at == text.length() - 1) {
            throw missing(text);
        }
        return new ApprovalId(text.substring(at + 1), text.substring(0, at));
    }

    String text() {
        return path + "@" + run;
    }

    static ApiException missing(String text) {
        return ApiException.of(Code.NOT_FOUND, "There is no approval `" + text + "`.");
    }
}
