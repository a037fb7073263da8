package dev.lovage.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @ParameterizedTest
    @EnumSource
    void isReadBackFromItsText(Token.Kind kind) {
        var token = Token.fresh(kind);

        assertThat(Token.parse(token.text())).contains(token);
        assertThat(token.text()).matches("lv[grs]_[0-9a-f]{32}_[0-9a-f]{64}_[0-9a-f]{8}");
        assertThat(token.toString()).doesNotContain(token.secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "lvg___", "lvg_a_b_c", "lvg_a_b_00000000", "lvx_a_b_c_d"})
    void isNotAnyText(String text) {
        assertThat(Token.parse(text)).isEmpty();
    }

    @Test
    void isNotWhatWasMistyped() {
        var text = Token.fresh(Token.Kind.SERVICE).text();
        var typo = (text.charAt(10) == '0' ? '1' : '0');

        assertThat(Token.parse(text.substring(0, 10) + typo + text.substring(11))).isEmpty();
    }

    @Test
    void isProvedByItsSecretAndKindAlone() {
        var token = Token.fresh(Token.Kind.ACCESS);

        assertThat(token.proves(token.hash())).isTrue();
        assertThat(new Token(Token.Kind.REFRESH, token.id(), token.secret()).proves(token.hash()))
                .isFalse();
        assertThat(Token.fresh(Token.Kind.ACCESS, token.id()).proves(token.hash())).isFalse();
    }
}
