package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The keys of a node, in the order in which they were given. Values are plain JSON, as written, or
/// steps, or lists and maps of such.
record Keys(SequencedMap<String, @Nullable Object> map) {
    static final Keys NONE = new Keys(new LinkedHashMap<>());

    Keys {
        map = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    static Keys of(String key, @Nullable Object value) {
        return NONE.with(key, value);
    }

    Keys with(String key, @Nullable Object value) {
        var more = new LinkedHashMap<String, @Nullable Object>(map);
        more.put(key, value);
        return new Keys(more);
    }

    Keys without(String key) {
        var fewer = new LinkedHashMap<String, @Nullable Object>(map);
        fewer.remove(key);
        return new Keys(fewer);
    }

    /// Adds to the list under the key.
    Keys withOneMore(String key, Object value) {
        var list = new ArrayList<Object>();
        if (get(key) instanceof List<?> before) {
            list.addAll(before);
        }
        list.add(value);
        return with(key, List.copyOf(list));
    }

    @Nullable Object get(String key) {
        return map.get(key);
    }
}
