package dev.lovage.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a [TaskFunction] was called with.
public final class TaskArguments {
    private static final String KWARGS = "$kwargs";

    private final List<JsonNode> places;
    private final Map<String, JsonNode> names;
    private final TaskContext context;

    private TaskArguments(List<JsonNode> places, Map<String, JsonNode> names, TaskContext context) {
        this.places = places;
        this.names = names;
        this.context = context;
    }

    /// @param known names of the parameters, where there are any
    static TaskArguments of(
            List<JsonNode> given, TaskMethod.Form form, List<String> known, TaskContext context) {
        var places = new ArrayList<>(given);
        var names = new LinkedHashMap<String, JsonNode>();
        var last = given.isEmpty() ? MissingNode.getInstance() : given.getLast();
        if (last.size() == 1 && last.has(KWARGS)) {
            places.removeLast();
            last.get(KWARGS).properties().forEach(e -> names.put(e.getKey(), e.getValue()));
        } else if (form == TaskMethod.Form.BY_NAME && given.size() == 1) {
            places.clear();
            last.properties().forEach(e -> names.put(e.getKey(), e.getValue()));
        }
        for (int i = 0; i < Math.min(places.size(), known.size()); i++) {
            names.put(known.get(i), places.get(i));
        }
        for (int i = places.size(); i < known.size() && names.containsKey(known.get(i)); i++) {
            places.add(names.get(known.get(i)));
        }
        return new TaskArguments(places, names, context);
    }

    /// The argument at this place, from 0; `null` where there is none.
    @SuppressWarnings("NullAway") // whoever asks for it knows whether it may be absent
    public <T> T get(int place, Class<T> type) {
        return read(place < places.size() ? places.get(place) : null, type);
    }

    /// The argument of this name; `null` where there is none.
    @SuppressWarnings("NullAway") // whoever asks for it knows whether it may be absent
    public <T> T get(String name, Class<T> type) {
        return read(names.get(name), type);
    }

    /// How many arguments were given by place.
    public int size() {
        return places.size();
    }

    /// The run and the attempt it is called for.
    public TaskContext context() {
        return context;
    }

    private static <T> @Nullable T read(@Nullable JsonNode json, Class<T> type) {
        return json == null ? null : Json.MAPPER.convertValue(json, type);
    }
}
