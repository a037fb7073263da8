package dev.lovage.cli;

import dev.lovage.client.Catalogue;
import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Comparator;
import java.util.List;

/// `lovage tasks`
@Command(
        name = "tasks",
        description = {
            "List the tasks that workers serve, or served within the last seven days; of one,",
            "what it takes and gives."
        },
        mixinStandardHelpOptions = true)
final class TasksCommand extends ApiCommand {
    @Parameters(arity = "0..1", paramLabel = "TASK", description = "Its name (default: all).")
    private @Nullable String name;

    @Override
    Said ask(LovageClient client) {
        List<Catalogue.Task> tasks =
                client.tasks().stream().sorted(Comparator.comparing(Catalogue.Task::name)).toList();
        if (name == null) {
            return new Said(tasks, TaskText.list(tasks));
        }
        Catalogue.Task task =
                tasks.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new UsageException("No worker serves a task " + name));
        return new Said(task, TaskText.whole(task));
    }
}
