package dev.lovage.cli;

import dev.lovage.client.RunQuery;

import picocli.CommandLine.Option;

/// `--limit`: how many of a list are shown.
final class LimitOption {
    @Option(names = "--limit", description = "How many, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit;

    /// @param limit unless another is given
    LimitOption(int limit) {
        this.limit = limit;
    }

    /// @throws UsageException when the api would not take it
    int checked() {
        if (limit < 1 || limit > RunQuery.LARGEST_PAGE) {
            throw new UsageException("--limit must lie between 1 and " + RunQuery.LARGEST_PAGE);
        }
        return limit;
    }
}
