package dev.lovage.server.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.access.Principal;
import dev.lovage.server.access.Principal.Kind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

class AssigneesTest {
    @ParameterizedTest
    @CsvSource({
        "anna, USER, anna, OPERATOR, true",
        "anna, USER, bert, ADMIN, false",
        "anna, TOKEN, anna, ADMIN, false",
        "token:deploy, TOKEN, deploy, OPERATOR, true",
        "token:deploy, USER, deploy, OPERATOR, false",
        "token:deploy, USER, token:deploy, OPERATOR, false",
        "role:editor, USER, anna, EDITOR, true",
        "role:editor, USER, anna, ADMIN, true",
        "role:editor, USER, anna, OPERATOR, false",
        "role:emperor, USER, anna, ADMIN, false",
        "'', USER, anna, OPERATOR, false"
    })
    void aNameFitsWhomItNames(String name, Kind kind, String who, Role role, boolean fits) {
        var principal = new Principal("default", who, kind, Set.of(role), "x");

        assertThat(Assignees.admit(List.of(name), principal)).isEqualTo(fits);
        assertThat(Assignees.admit(List.of(), principal)).isTrue();
        assertThat(Assignees.admit(List.of("someone", name), principal)).isEqualTo(fits);
    }
}
