package dev.lovage.chaos.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What holds whatever happens.
public enum Invariant {
    I0("the test lived", Driving::lived),
    I1("an accepted start is exactly one run", Starts::once),
    I2("every run ends", Starts::ended),
    I3("what is shown is what Temporal says", States::asDescribed),
    I4("events have no gap, equal ids are equal bytes, ends are true", Telling::whole),
    I5("events follow each other as time and states do", Telling::ordered),
    I6("rows only grow, and an end stays an end", States::growing),
    I7("an effect happens once per key, and has one key", Effecting::once),
    I8("the read model keeps up", Measuring::current),
    I9("schedules run when they must, and at no other time", Firing::punctual),
    I12("a change has one request and one outcome, and the chain holds", Trails::whole),
    I13("processes do not grow", Measuring::flat),
    I14("an outage is soon a 503 that says when to come again", Driving::politely),
    I15("all events told again give what is shown", States::toldAgain);

    private final String sentence;
    private final Function<World, Stream<Finding>> rule;

    Invariant(String sentence, Function<World, Stream<Finding>> rule) {
        this.sentence = sentence;
        this.rule = rule;
    }

    public String sentence() {
        return sentence;
    }

    /// Where it does not hold.
    public List<Violation> violations(World world) {
        return rule.apply(world)
                .map(one -> new Violation(this, one.subject(), one.what()))
                .toList();
    }

    /// Where any of them does not hold.
    public static List<Violation> all(World world) {
        return Arrays.stream(values()).flatMap(one -> one.violations(world).stream()).toList();
    }
}
