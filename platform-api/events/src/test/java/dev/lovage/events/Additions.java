package dev.lovage.events;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a newer schema does to those who read by an older one. It may name more fields that need
/// not be there, and word things otherwise; nothing else.
final class Additions {
    private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples");

    private final List<String> breaks = new ArrayList<>();

    private Additions() {}

    /// The places at which `newer` breaks what `older` promised.
    static List<String> breaks(JsonNode older, JsonNode newer) {
        var additions = new Additions();
        additions.compare("", older, newer);
        return additions.breaks;
    }

    private void compare(String at, JsonNode older, JsonNode newer) {
        if (older.isObject() && newer.isObject()) {
            keywords(at, older, newer);
        } else if (older.isArray() && newer.isArray() && older.size() == newer.size()) {
            for (int i = 0; i < older.size(); i++) {
                compare(at + "/" + i, older.get(i), newer.get(i));
            }
        } else if (!older.equals(newer)) {
            breaks.add(at + ": was " + older + ", is " + newer);
        }
    }

    private void keywords(String at, JsonNode older, JsonNode newer) {
        older.properties()
                .forEach(entry -> {
                    var place = at + "/" + entry.getKey();
                    if (!newer.has(entry.getKey())) {
                        breaks.add(place + ": is gone");
                    } else if (entry.getKey().equals("properties")) {
                        fields(place, entry.getValue(), newer.get("properties"));
                    } else if (!WORDS.contains(entry.getKey())) {
                        compare(place, entry.getValue(), newer.get(entry.getKey()));
                    }
                });
        newer.fieldNames()
                .forEachRemaining(name -> {
                    if (!older.has(name) && !WORDS.contains(name)) {
                        breaks.add(at + "/" + name + ": is new");
                    }
                });
    }

    /// More of them may come; what must be there stands under `required`, which stays as it was.
    private void fields(String at, JsonNode older, JsonNode newer) {
        older.properties()
                .forEach(entry -> {
                    var place = at + "/" + entry.getKey();
                    if (newer.has(entry.getKey())) {
                        compare(place, entry.getValue(), newer.get(entry.getKey()));
                    } else {
                        breaks.add(place + ": is gone");
                    }
                });
    }
}
