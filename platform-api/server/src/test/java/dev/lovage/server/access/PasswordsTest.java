package dev.lovage.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void matchOnlyThemselves() {
        var hash = Passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("correct  horse", hash)).isFalse();
        assertThat(Passwords.hash("correct horse")).isNotEqualTo(hash);
    }

    /// A vector of the reference implementation.
    @Test
    void areReadWithAnotherCostThanTodays() {
        var cheap =
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
                        + "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(Passwords.matches("password", cheap)).isTrue();
    }
}
