package dev.lovage.console.run;

/// The way to a run's page from any other.
public final class RunLink {
    private RunLink() {}

    public static String to(String id) {
        return RunRow.address(id);
    }
}
