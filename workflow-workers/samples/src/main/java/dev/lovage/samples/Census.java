package dev.lovage.samples;

import dev.lovage.sdk.Task;
import dev.lovage.worker.FileRoots;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.util.List;

/// The tasks of `source-census`.
@Singleton
public final class Census {
    private final FileRoots roots;

    public Census(FileRoots roots) {
        this.roots = roots;
    }

    @Task(
            value = "census.pages",
            description = "Divides the files of a folder into ranges of paths.")
    public List<Page> pages(String folder, List<String> skip) throws IOException {
        return Page.divide(new Folder(roots.resolve(folder), skip).files());
    }

    @Task(value = "census.files", description = "The paths of one page.")
    public List<String> files(String folder, List<String> skip, Page page) throws IOException {
        return new Folder(roots.resolve(folder), skip)
                .files().stream().filter(page::holds).toList();
    }

    @Task(value = "census.measure", description = "Lines, words, bytes and SHA-256 of one file.")
    public Measure measure(String folder, String file) throws IOException {
        return Measure.of(file, roots.resolve(roots.resolve(folder).resolve(file).toString()));
    }

    @Task(value = "census.totals", description = "Adds up the files of all pages.")
    public Totals totals(List<List<Measure>> pages) {
        return Totals.of(pages.stream().flatMap(List::stream).toList());
    }

    @Task(value = "census.report", description = "The totals as Markdown.")
    public String report(String folder, List<String> skip, Totals totals) {
        return Report.of(roots.resolve(folder).toString(), skip, totals);
    }
}
