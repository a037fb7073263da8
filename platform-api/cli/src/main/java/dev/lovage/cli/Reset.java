package dev.lovage.cli;

import dev.lovage.local.KeptData;
import dev.lovage.local.Plan;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lovage reset`: deletes what a platform keeps, once that is what was meant.
@Command(
        name = "reset",
        description = {
            "Delete everything that the platform on this machine keeps: workflows, runs,",
            "accounts, passwords, logs. Other files in its folder stay. Not while it runs:",
            "`lovage down` first."
        },
        mixinStandardHelpOptions = true)
final class Reset implements Callable<Integer> {
    @Option(
            names = "--yes",
            description = "Do it; without, say what would be deleted and end with 2.")
    private boolean yes;

    @Option(
            names = "--cache",
            description =
                    "Also the servers that all platforms of this machine share (default: no).")
    private boolean cache;

    @Mixin private final DataOption data = new DataOption();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    /// What a program reads of each folder.
    record Deletion(String folder, long bytes, boolean deleted) {}

    @Override
    public Integer call() {
        List<KeptData> all = new ArrayList<>();
        if (cache) {
            all.add(KeptData.shared(Plan.sharedCache().toAbsolutePath().normalize()));
        }
        all.add(KeptData.of(data.folder()));
        List<Deletion> deletions = all.stream().map(this::delete).toList();
        if (output.json()) {
            terminal.out().println(output.print(deletions));
        } else if (!yes) {
            terminal.err().println("Say it with --yes, it cannot be undone");
        }
        return yes ? Lovage.DONE : Lovage.WRONG_USAGE;
    }

    private Deletion delete(KeptData kept) {
        long bytes = kept.size();
        boolean gone = yes && kept.delete();
        if (!output.json()) {
            String others = yes && !gone ? "; other files in it stay" : "";
            terminal.out()
                    .printf(
                            "%s %s, %s%s%n",
                            yes ? "Deleted the data in" : "Would delete the data in",
                            kept.folder(),
                            size(bytes),
                            others);
        }
        return new Deletion(kept.folder().toString(), bytes, yes);
    }

    /// In MiB, at least one.
    private static String size(long bytes) {
        return Math.max(1, bytes >> 20) + " MiB";
    }
}
