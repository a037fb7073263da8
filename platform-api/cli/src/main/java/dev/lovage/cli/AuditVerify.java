package dev.lovage.cli;

import dev.lovage.client.AuditChain;
import dev.lovage.client.LovageClient;

import picocli.CommandLine.Command;

/// `lovage audit verify`
@Command(
        name = "verify",
        description = {
            "Reckon the chain of the audit again, and name the first row that does not fit.",
            "Each row is sealed with a hash over itself and the row before. Keep the last hash",
            "elsewhere: with it you notice even a chain that was made anew.",
            "Exit code 1: a row does not fit."
        },
        mixinStandardHelpOptions = true)
final class AuditVerify extends ApiCommand {
    @Override
    Said ask(LovageClient client) {
        AuditChain chain = client.audit().chain();
        int code = chain.broken() == null ? Lovage.DONE : Lovage.FAILED;
        return new Said(chain, text(chain), code);
    }

    private static String text(AuditChain chain) {
        AuditChain.Break broken = chain.broken();
        String rows =
                "%d rows fit, the last with %s%n%d wait to be sealed%n"
                        .formatted(chain.sealed(), chain.head(), chain.waiting());
        return broken == null
                ? rows
                : rows + "BROKEN at row %d: %s%n".formatted(broken.seq(), broken.what());
    }
}
