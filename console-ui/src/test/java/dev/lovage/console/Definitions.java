package dev.lovage.console;

import java.util.List;

/// The definitions that the fake api has.
final class Definitions {
    /// Every kind of field that a form can have, and one that it cannot.
    static final String EVERYTHING =
            """
            lovage: 1
            name: orders-nightly
            description: Closes the day, and writes what was sold where it is needed.
            input:
              type: object
              required: [day, region]
              properties:
                day: {type: string, format: date, title: Day, description: The day to close.}
                region: {enum: [eu, us, asia], title: Region}
                limit: {type: integer, title: Most orders, default: 500, minimum: 1, maximum: 5000}
                share: {type: number, title: Share to check, minimum: 0, maximum: 1}
                dryRun: {type: boolean, title: Only look, default: true}
                since: {type: string, format: date-time, title: Since}
                shops: {type: array, items: {type: string}, title: Shops}
                mail:
                  type: object
                  title: Report
                  required: [to]
                  properties:
                    to: {type: string, title: Send to}
                    copies: {type: integer, title: Copies, default: 1}
                extra: {title: More, oneOf: [{type: string}, {type: object}]}
            do:
              - {id: orders, task: files.list, with: {folder: "${input.region}"}}
              - {id: close, task: files.write, with: {path: "${input.day}", text: "${steps.orders}"}}
            tags: [nightly, finance]
            """;

    static final String CENSUS =
            """
            lovage: 1
            name: source-census
            description: Counts lines, words and bytes of every file in a folder.
            input:
              type: object
              required: [folder]
              properties:
                folder: {type: string, title: Folder}
            defaults: {retry: {attempts: 3}, timeout: {attempt: 30s}}
            do:                                    # a list is a chain
              - {id: files, task: files.list, with: {folder: "${input.folder}"}}
              - id: counts
                map: "${steps.files}"
                as: file
                concurrency: 50
                do: {task: census.count, with: {path: "${file.path}"}}
              - {id: totals, task: census.totals, with: {counts: "${steps.counts}"}}
              - id: report
                group:
                  json: {task: census.json, with: {totals: "${prev}"}}
                  markdown: {task: census.markdown, with: {totals: "${prev}"}}
              - {id: answer, value: "${steps.totals}"}
            tags: [sample]
            """;

    static final List<String> ALL =
            List.of(
                    CENSUS.replace("concurrency: 50", "concurrency: 10"),
                    CENSUS.replace("concurrency: 50", "concurrency: 20"),
                    CENSUS,
                    EVERYTHING,
                    small("catalog-sync", "Brings the catalogue of the shop up to date.", "shop"),
                    small("email-digest", "Writes to everyone what happened since yesterday.", ""),
                    small("image-thumbnails", "Makes thumbnails of every picture.", "media"),
                    small(
                            "invoice-reconcile",
                            Fixtures.SCRIPT + " \u202eevil\u001b[31m",
                            "finance"),
                    small("ledger-close", "Closes the ledger of a month.", "finance"),
                    small("never-ran", "Nobody has run this yet.", ""));

    private Definitions() {}

    private static String small(String name, String description, String tag) {
        return """
        {"name": "%s", "description": "%s", "do": [{"task": "log.write", "with": {"text": "x"}}]\
        %s}
        """
                .formatted(
                        name,
                        description
                                .replace("\"", "\\\"")
                                .replace("\u001b", "\\u001b")
                                .replace("\u202e", "\\u202e"),
                        tag.isEmpty() ? "" : ", \"tags\": [\"" + tag + "\"]");
    }
}
