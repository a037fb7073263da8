package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;

/// Says why one step cannot see another, by the segments where their ways part.
final class Hiding {
    private static final String CONTAINER =
            "it is the container around this step and has no value before it has ended.";

    private Hiding() {}

    /// The step stands around the place that names it.
    ///
    /// @param next the first segment below the step
    static String around(Segment next) {
        return switch (next) {
            case Segment.OnSuccess _, Segment.Undo _ -> "its value is `result` here.";
            case Segment.OnError _ -> "it failed and has no value; look at `error`.";
            case Segment.Body _,
                    Segment.Place _,
                    Segment.Member _,
                    Segment.Item _,
                    Segment.AnyItem _,
                    Segment.Node _,
                    Segment.AnyNode _,
                    Segment.Copy _,
                    Segment.Interrupt _,
                    Segment.Update _,
                    Segment.Turn _,
                    Segment.AnyTurn _,
                    Segment.Branch _,
                    Segment.Tried _,
                    Segment.Caught _,
                    Segment.Last _,
                    Segment.OnTimeout _,
                    Segment.Replaced _ ->
                    CONTAINER;
        };
    }

    /// The step stands below one that has ended; empty when it is seen all the same.
    static String inside(Segment segment) {
        return switch (segment) {
            case Segment.Item _, Segment.AnyItem _ ->
                    "it stands inside a map and has one value for each item; use the map's.";
            case Segment.Node _,
                    Segment.AnyNode _,
                    Segment.Copy _,
                    Segment.Interrupt _,
                    Segment.Update _ ->
                    "it stands in a node of a graph, which runs often or never; use the graph's.";
            case Segment.Turn _, Segment.AnyTurn _ ->
                    "it stands inside a loop and has one value for each turn; use the loop's.";
            case Segment.Branch _ ->
                    "it stands in a branch of a switch, which may not be taken; use the switch's.";
            case Segment.Tried _, Segment.Caught _, Segment.Last _ ->
                    "it stands inside a try, where it may never run; use the try's.";
            case Segment.OnSuccess _, Segment.OnError _ ->
                    "it belongs to a callback, which nothing waits for.";
            case Segment.OnTimeout _ ->
                    "it belongs to an `onTimeout`, which may never run; use the await's value.";
            case Segment.Undo _ -> "it belongs to an `undo`, which may never run.";
            case Segment.Body _, Segment.Place _, Segment.Member _, Segment.Replaced _ -> "";
        };
    }

    /// Step and place stand in different parts of one container.
    static String beside(Segment step, Segment place) {
        return switch (step) {
            case Segment.OnSuccess _, Segment.OnError _, Segment.Undo _ -> inside(step);
            case Segment.Body _,
                    Segment.Place _,
                    Segment.Member _,
                    Segment.Item _,
                    Segment.AnyItem _,
                    Segment.Node _,
                    Segment.AnyNode _,
                    Segment.Copy _,
                    Segment.Interrupt _,
                    Segment.Update _,
                    Segment.Turn _,
                    Segment.AnyTurn _,
                    Segment.Branch _,
                    Segment.Tried _,
                    Segment.Caught _,
                    Segment.Last _,
                    Segment.OnTimeout _,
                    Segment.Replaced _ ->
                    from(place);
        };
    }

    private static String from(Segment place) {
        return switch (place) {
            case Segment.Caught _ ->
                    "it may have failed or never begun; look at `error`, or name a step before the"
                            + " `try`.";
            case Segment.Last _ ->
                    "it may have failed or never begun; use `input`, or name a step before.";
            case Segment.OnSuccess _, Segment.Undo _ ->
                    "it stands inside of what has ended; the value of that is `result`.";
            case Segment.OnError _ -> "it stands inside of what failed; look at `error`.";
            case Segment.Node _,
                    Segment.AnyNode _,
                    Segment.Copy _,
                    Segment.Interrupt _,
                    Segment.Update _ ->
                    "nodes of a graph see each other's values in `state` alone.";
            case Segment.Branch _ -> "only one branch of a switch runs.";
            case Segment.Turn _ ->
                    "it stands inside the loop; its condition sees the value of the turn as"
                            + " `prev`.";
            case Segment.Body _,
                    Segment.Place _,
                    Segment.Member _,
                    Segment.Item _,
                    Segment.AnyItem _,
                    Segment.AnyTurn _,
                    Segment.Tried _,
                    Segment.OnTimeout _,
                    Segment.Replaced _ ->
                    "members of a group do not see each other.";
        };
    }
}
