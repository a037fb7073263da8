package dev.lovage.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a public method a task that a canvas calls by name.
///
/// Its parameters are the task's arguments, by place and by name; a [TaskContext] among them is the
/// platform's. What it returns must be JSON. The attributes are defaults that a canvas may
/// override; what is left out is inherited from the definition. Durations are written `30s`, `10m`,
/// `2h`, `7d` or as ISO-8601.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Task {
    /// The task's name, `image.resize`: unique in a worker, and the same in every language.
    String value();

    /// One sentence for the catalogue.
    String description() default "";

    /// The queue whose workers run it; else the run's own.
    String queue() default "";

    /// 1 (first) to 5; 0 inherits.
    int priority() default 0;

    /// How often it is tried, the first time included; 0 inherits.
    int attempts() default 0;

    /// How long the first pause between two attempts is; each further one is twice as long.
    String backoff() default "";

    /// Codes of failures that are not worth another attempt.
    String[] never() default {};

    /// How long one attempt may take; `1s` for an inline task that says nothing.
    String timeout() default "";

    /// After how long the task itself is interrupted, so that it can tidy up and say what it has.
    String soft() default "";

    /// Whether it is short and repeatable: it takes milliseconds, 2 s at most, and a second time
    /// does no harm and gives the same.
    ///
    /// Such a task costs a fifteenth of another one: a call of it on its run's own queue is not
    /// dispatched, but made in the worker that interprets the run, where nothing else becomes ready
    /// at the same moment. It is retried twice there where the pauses are at most 250 ms, and
    /// dispatched after that. When the worker is lost, all it did in about the last second is
    /// repeated. It has no heartbeat, so it is not told of a cancel. A canvas may refuse, by
    /// `inline: false`.
    ///
    /// Not for a task that waits for others, or that must not happen twice.
    boolean inline() default false;
}
