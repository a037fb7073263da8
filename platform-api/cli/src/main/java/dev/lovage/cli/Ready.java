package dev.lovage.cli;

import dev.lovage.local.Plan;
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
            case API ->
                    """
                    Ready: the servers and the api.
                      api        %s
                      addresses  %s/stack.json\
                    """
                            .formatted(stack.api(), stack.home());
            case ALL ->
                    """
                    Ready.
                      console    %s   sign in as %s, %s
                      api        %s
                      data       %s
                      try        platform-api/lovage run source-census --wait%s
                      stop       platform-api/lovage down%s\
                    """
                            .formatted(
                                    stack.console(),
                                    stack.admin().name(),
                                    first
                                            ? "password " + stack.admin().password()
                                            : "admin.password in " + stack.home() + "/stack.json",
                                    stack.api(),
                                    stack.home(),
                                    option(stack),
                                    option(stack));
        };
    }

    /// What the commands need to find a platform that is not where they look first.
    private static String option(Stack stack) {
        return stack.home().equals(Plan.home().toString()) ? "" : " --data " + stack.home();
    }
}
