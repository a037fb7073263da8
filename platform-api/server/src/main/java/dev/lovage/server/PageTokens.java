package dev.lovage.server;

import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where the next page of a list begins, as a text that callers can only hand back: signed, and
/// bound to the list it belongs to.
@Singleton
public final class PageTokens {
    private static final int SIGNATURE = 16;
    private static final String SEPARATOR = "\n";

    private final SigningKey key;

    public PageTokens(SigningKey key) {
        this.key = key;
    }

    /// The token for a position in a list; `list` names it with its filter, and no other list takes
    /// the token.
    public String write(String list, List<String> position) {
        var body = String.join(SEPARATOR, position).getBytes(StandardCharsets.UTF_8);
        var signature = signature(list, body);
        var token = Arrays.copyOf(signature, SIGNATURE + body.length);
        System.arraycopy(body, 0, token, SIGNATURE, body.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// The position that was written; throws `PAGE_INVALID` for everything else.
    public List<String> read(String list, String token) {
        var bytes = decoded(token);
        if (bytes.length < SIGNATURE) {
            throw invalid();
        }
        var body = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
        if (!MessageDigest.isEqual(signature(list, body), Arrays.copyOf(bytes, SIGNATURE))) {
            throw invalid();
        }
        return List.of(new String(body, StandardCharsets.UTF_8).split(SEPARATOR, -1));
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    private byte[] signature(String list, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            mac.update(Digest.of(list));
            return Arrays.copyOf(mac.doFinal(body), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static ApiException invalid() {
        return ApiException.at(
                Code.PAGE_INVALID,
                "?pageToken",
                "This page token was not given out for this list. Start again without it.");
    }

    /// What the api signs with; the same on every node.
    @FunctionalInterface
    public interface SigningKey {
        byte[] bytes();
    }
}
