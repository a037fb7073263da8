package dev.lovage.server.access;

import dev.lovage.canvas.RunInput;
import dev.lovage.server.Seed;
import dev.lovage.server.Settings;
import dev.lovage.server.access.AccountStore.Account;
import dev.lovage.server.access.Permission.Role;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;

/// Makes the first account from the configuration, when there is none; without a password in it
/// nobody can sign in yet.
@Singleton
final class FirstAdmin implements Seed {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    private final Settings.Admin settings;
    private final AccountStore accounts;

    FirstAdmin(Settings.Admin settings, AccountStore accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    @Override
    public void plant() {
        var password = settings.password();
        if (password == null || password.isEmpty()) {
            return;
        }
        var admin =
                new Account(
                        RunInput.DEFAULT_TENANT,
                        settings.name(),
                        Passwords.hash(password),
                        Set.of(Role.ADMIN));
        if (accounts.addFirst(admin)) {
            LOG.info("made the first account, {}", admin.name());
        }
    }
}
