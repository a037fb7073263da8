package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.ServiceToken;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// `lovage tokens`: the credentials of services.
@Command(
        name = "tokens",
        description = "List, create and revoke the tokens of services.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TokensCommand.ListThem.class,
            TokensCommand.Create.class,
            TokensCommand.Revoke.class
        })
final class TokensCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UsageException("Say which: tokens list, tokens create or tokens revoke");
    }

    /// `lovage tokens list`.
    @Command(
            name = "list",
            description = "List the tokens that were not revoked, by name.",
            mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @Mixin private final Connection connection = new Connection();
        @Mixin private final OutputOption output = new OutputOption();
        @Mixin private final Terminal terminal = new Terminal();

        @Override
        public Integer call() {
            PrintWriter out = terminal.out();
            try (LovageClient client = connection.open()) {
                List<ServiceToken> tokens = client.tokens().list();
                if (output.json()) {
                    out.println(output.print(tokens));
                    return Lovage.DONE;
                }
                for (ServiceToken token : tokens) {
                    out.printf(
                            "%s  %s  %s  until %s%n",
                            token.id(),
                            token.name(),
                            String.join(",", token.roles()),
                            token.expiresAt());
                }
                return Lovage.DONE;
            }
        }
    }

    /// `lovage tokens create`.
    @Command(
            name = "create",
            description = {
                "Create a token, and print its secret, which is not shown again: that alone on",
                "standard output, unless --output json."
            },
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What it is for.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                split = ",",
                description = "viewer, operator, editor or admin; none beyond your own.")
        private List<String> roles = List.of();

        @Option(
                names = "--expires",
                paramLabel = "DAYS",
                defaultValue = "90",
                description = "After how many days, 1 to 365 (default: ${DEFAULT-VALUE}).")
        private int days;

        @Mixin private final Connection connection = new Connection();
        @Mixin private final OutputOption output = new OutputOption();
        @Mixin private final Terminal terminal = new Terminal();

        @Override
        public Integer call() {
            try (LovageClient client = connection.open()) {
                ServiceToken.Created created =
                        client.tokens()
                                .create(ServiceToken.Create.of(name, roles, Duration.ofDays(days)));
                if (output.json()) {
                    terminal.out().println(output.print(created));
                    return Lovage.DONE;
                }
                ServiceToken token = created.token();
                terminal.err().printf("Token %s, good until %s%n", token.id(), token.expiresAt());
                terminal.out().println(created.secret());
                return Lovage.DONE;
            }
        }
    }

    /// `lovage tokens revoke`.
    @Command(
            name = "revoke",
            description = "Take a token back; within a minute it is refused everywhere.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "The token's id, as the list shows it.")
        private String id = "";

        @Mixin private final Connection connection = new Connection();
        @Mixin private final Terminal terminal = new Terminal();

        @Override
        public Integer call() {
            try (LovageClient client = connection.open()) {
                client.tokens().revoke(id);
                terminal.out().println("Revoked " + id);
                return Lovage.DONE;
            }
        }
    }
}
