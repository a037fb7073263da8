package dev.lovage.cli;

import dev.lovage.local.Plan.Extent;
import dev.lovage.local.Stack;

/// What a person reads when the platform is up: where it is, how to sign in, what to do next.
final class Ready {
    private Ready() {}

    static String message(Stack stack, Extent extent, boolean first) {
        return switch (extent) {
            case SERVERS ->
                    """
                    Ready: PostgreSQL, Temporal and Kafka.
                      addresses  %s/stack.json\
                    """
                            .formatted(stack.home());
            case ALL ->
                    """
                    Ready.
                      console    %s   sign in as %s, %s
                      api        %s
                      data       %s
                      try        platform-api/lovage run source-census --wait
                      stop       Ctrl-C, or platform-api/lovage down\
                    """
                            .formatted(
                                    stack.console(),
                                    stack.admin().name(),
                                    first
                                            ? "password " + stack.admin().password()
                                            : "with the password in stack.json",
                                    stack.api(),
                                    stack.home());
        };
    }
}
