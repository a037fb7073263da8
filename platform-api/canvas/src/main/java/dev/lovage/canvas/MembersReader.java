package dev.lovage.canvas;

import dev.lovage.canvas.Keys.Kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the containers that run all of what stands in them: chains, groups, maps, chords.
final class MembersReader {
    private final NodeReader nodes;
    private final Flaws flaws;
    private final Visibility visibility;

    MembersReader(NodeReader nodes, Flaws flaws, Visibility visibility) {
        this.nodes = nodes;
        this.flaws = flaws;
        this.visibility = visibility;
    }

    Canvas chain(Canvas.Traits traits, Fields fields, Site site) {
        var members = fields.list(Kind.CHAIN.key);
        return members == null
                ? NodeReader.NOTHING
                : chain(traits, members, fields.at(Kind.CHAIN.key), site);
    }

    Canvas chain(Canvas.Traits traits, List<?> members, String at, Site site) {
        if (members.isEmpty()) {
            flaws.add(at, "EMPTY", "A chain needs at least one step.");
        }
        var read = new ArrayList<Canvas>();
        var prev = site.prev();
        for (var member : members) {
            var here = site.place(Pointer.of(at, read.size()), read.size(), prev);
            var node = nodes.read(member, here);
            prev |= !(node instanceof Canvas.Wait);
            read.add(node);
        }
        return new Canvas.Chain(traits, read);
    }

    Canvas group(Canvas.Traits traits, Fields fields, Site site) {
        var fan = OptionsReader.fan(fields);
        if (fan.policy() == Canvas.Policy.COLLECT) {
            visibility.collects(site);
        }
        return members(traits, fields, Kind.GROUP.key, fan, site);
    }

    private Canvas members(
            Canvas.Traits traits, Fields fields, String key, Canvas.Fan fan, Site site) {
        var members = new LinkedHashMap<String, Canvas>();
        var value = fields.get(key);
        if (value instanceof List<?> list) {
            for (var member : list) {
                var place = members.size();
                var at = Pointer.of(fields.at(key), place);
                var name = String.valueOf(place);
                members.put(name, nodes.read(member, site.member(at, name)));
            }
        } else if (value instanceof Map<?, ?>) {
            named(fields, key, site, members);
        } else {
            fields.flaw(
                    key,
                    "TYPE",
                    "Must be a list or an object of nodes, not " + Fields.type(value) + ".");
        }
        return new Canvas.Group(traits, members, value instanceof Map, fan);
    }

    private void named(Fields fields, String key, Site site, Map<String, Canvas> members) {
        var inner = fields.object(key);
        if (inner == null) {
            return;
        }
        for (var name : inner.keys()) {
            if (!Names.STEP.admits(name)) {
                inner.flaw(name, "NAME", "A member's name is " + Names.STEP.words() + ".");
            } else {
                Naming.isFree(inner, name, name, Set.of());
            }
            members.put(name, nodes.read(inner.get(name), site.member(inner.at(name), name)));
        }
    }

    Canvas each(Canvas.Traits traits, Fields fields, Site site) {
        var key = Kind.MAP.key;
        var items = nodes.template(fields, key, site);
        if (!(items instanceof Template.Computed) && !(fields.get(key) instanceof List)) {
            fields.flaw(
                    key,
                    "TYPE",
                    "Must be a list or one expression that gives a list, as `${prev}`.");
        }
        var element = Naming.element(fields, site.bound());
        var inside = site.item(fields.at("do"), element.names());
        return new Canvas.Each(
                traits,
                items,
                element.as(),
                element.index(),
                nodes.body(fields, "do", inside),
                OptionsReader.fan(fields));
    }

    /// A chord is another way to write a chain of a group and what follows it.
    Canvas chord(Canvas.Traits traits, Fields fields, Site site) {
        var chord = fields.object(Kind.CHORD.key);
        if (chord == null) {
            return NodeReader.NOTHING;
        }
        chord.only(Keys.CHORD, "a `chord`");
        var header =
                members(
                        Canvas.Traits.NONE,
                        chord,
                        "header",
                        Canvas.Fan.DEFAULT,
                        site.place(chord.at("header"), 0, site.prev()));
        var body = nodes.body(chord, "body", site.place(chord.at("body"), 1, true));
        return new Canvas.Chain(traits, List.of(header, body));
    }
}
