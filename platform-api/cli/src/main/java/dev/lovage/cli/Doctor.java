package dev.lovage.cli;

import dev.lovage.local.PlatformState;
import dev.lovage.local.Ports;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `lovage doctor`: what keeps the platform on this machine from starting or working.
@Command(
        name = "doctor",
        description = {
            "Look for what keeps the platform on this machine from starting or, when it",
            "runs, from working, and say the way out. Exit code 1: there is a problem.",
            "A start needs JDK 25, 3 GB of memory and 2 GB of disk space."
        },
        mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
    @Mixin private final DataOption data = new DataOption();

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where it would be started (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        Path folder = data.folder();
        Ports ports = new Ports(portBase);
        List<Finding> findings = new ArrayList<>();
        findings.add(Machine.jdk(Runtime.version().feature()));
        findings.add(Machine.disk(folder));
        Optional<PlatformState> state = PlatformState.of(folder);
        if (state.isPresent()) {
            findings.addAll(new Running(folder, state.get()).findings());
        } else {
            findings.add(Machine.memory());
            findings.add(Machine.temporal());
            findings.addAll(Machine.ports(ports));
            findings.add(Finding.ok("platform", "none runs on " + folder));
        }
        if (output.json()) {
            terminal.out().println(output.print(findings));
        } else {
            findings.forEach(finding -> terminal.out().println(finding.line()));
        }
        return findings.stream().allMatch(Finding::ok) ? Lovage.DONE : Lovage.FAILED;
    }
}
