package dev.lovage.worker.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Which model answers, and where it is asked.
///
/// @param url without `/chat/completions`; empty: no model is asked
/// @param model that is asked unless a call names another
/// @param apiKeyFile read for every call, before `apiKey`
/// @param timeout of a whole answer
@ConfigurationProperties("lovage.llm")
record ModelSettings(
        @Bindable(defaultValue = "") String url,
        @Bindable(defaultValue = "") String model,
        @Bindable(defaultValue = "") String apiKey,
        @Bindable(defaultValue = "") String apiKeyFile,
        @Bindable(defaultValue = "120s") Duration timeout) {
    ModelSettings {
        if (!url.isEmpty() && !url.matches("https?://[^/?#]+[^?#]*")) {
            throw new IllegalArgumentException(
                    "lovage.llm.url is http:// or https://, a host and a path, as"
                            + " http://127.0.0.1:11434/v1: "
                            + url);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("lovage.llm.timeout is longer than nothing");
        }
    }

    /// Where chats are completed; nothing where no model is set up.
    Optional<URI> completions() {
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(URI.create(url.replaceAll("/+$", "") + "/chat/completions"));
    }

    Optional<String> key() throws IOException {
        var key = apiKeyFile.isEmpty() ? apiKey : Files.readString(Path.of(apiKeyFile)).strip();
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /// Without the key, which belongs into no log.
    @Override
    public String toString() {
        return "ModelSettings[url=" + url + ", model=" + model + "]";
    }
}
