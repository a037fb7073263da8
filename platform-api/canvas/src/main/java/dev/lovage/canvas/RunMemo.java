package dev.lovage.canvas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a run carries in Temporal for those who look at it from outside.
public final class RunMemo {
    public static final String TENANT = "tenant";
    public static final String DEFINITION = "definition";
    public static final String REVISION = "revision";
    public static final String ACCEPTED = "accepted";
    public static final String BODY_HASH = "bodyHash";

    /// Of a run that is a step of another: the id of that run, and the path of the step in it.
    public static final String PARENT = "parent";

    public static final String PARENT_PATH = "parentPath";

    /// All of them.
    public static final List<String> KEYS =
            List.of(TENANT, DEFINITION, REVISION, ACCEPTED, BODY_HASH, PARENT, PARENT_PATH);

    private RunMemo() {}

    /// Without a time of acceptance, the first execution's start is that.
    ///
    /// @param bodyHash of the request that asked for the run; empty where none did
    public static Map<String, Object> of(RunInput input, String bodyHash) {
        var memo = new LinkedHashMap<String, Object>();
        var origin = input.frozen().origin();
        memo.put(TENANT, input.tenant());
        memo.put(DEFINITION, input.bundle().main());
        memo.put(REVISION, input.bundle().pinned().revision());
        memo.put(ACCEPTED, input.accepted());
        memo.put(BODY_HASH, bodyHash);
        if (origin.by() != null && origin.at() != null) {
            memo.put(PARENT, origin.by());
            memo.put(PARENT_PATH, origin.at());
        }
        return memo;
    }
}
