package dev.lovage.cli;

import dev.lovage.client.Access.SignIn;
import dev.lovage.client.LovageClient;
import dev.lovage.local.PlatformState;
import dev.lovage.local.Stack;

import picocli.CommandLine.Mixin;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Which platform a command speaks to: the one that `LOVAGE_URL` and `LOVAGE_TOKEN` name, else the
/// one on this machine, as its administrator.
final class Connection {
    @Mixin private final DataOption data = new DataOption();

    LovageClient open() {
        Map<String, String> environment = System.getenv();
        String url = environment.get("LOVAGE_URL");
        if (url == null) {
            return local(data.folder());
        }
        String token = environment.get("LOVAGE_TOKEN");
        if (token == null) {
            throw new UsageException("LOVAGE_URL is set and LOVAGE_TOKEN is not");
        }
        return LovageClient.at(URI.create(url), "cli", () -> token);
    }

    private static LovageClient local(Path folder) {
        if (PlatformState.of(folder).isEmpty()) {
            throw new NoPlatformException(folder);
        }
        return administrator(Stack.read(folder));
    }

    static LovageClient administrator(Stack stack) {
        URI api = URI.create(stack.api());
        try (LovageClient nobody = LovageClient.at(api, () -> null)) {
            Stack.Admin admin = stack.admin();
            String token = nobody.signIn(SignIn.with(admin.name(), admin.password())).accessToken();
            return LovageClient.at(api, "cli", () -> token);
        }
    }
}
