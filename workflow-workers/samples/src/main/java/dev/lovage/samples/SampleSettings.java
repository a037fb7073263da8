package dev.lovage.samples;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import java.util.List;

/// What the samples are told by whoever starts their worker: `SAMPLES_ADDRESSES`, `SAMPLES_LEDGER`,
/// `SAMPLES_DOCUMENTS`.
///
/// @param addresses where the platform itself can be looked at
/// @param ledger the file of the [Ledger]; without one it is forgotten with the process
/// @param documents a folder with Markdown that `search` finds passages of
@ConfigurationProperties("samples")
record SampleSettings(
        @Bindable(defaultValue = "") List<String> addresses,
        @Bindable(defaultValue = "") String ledger,
        @Bindable(defaultValue = "") String documents) {
    SampleSettings {
        addresses = addresses.stream().map(String::strip).filter(a -> !a.isEmpty()).toList();
    }
}
