package dev.lovage.client;

import org.jspecify.annotations.Nullable;

/// The audit's chain, reckoned again: each row is sealed with a hash over itself and the one
/// before.
///
/// @param sealed rows that fit, from the first on
/// @param waiting rows that are not sealed yet, which takes a second
/// @param head hash of the last row that fits, in hex; who keeps it elsewhere notices even a chain
///   that was made anew
/// @param broken the first row that does not fit; absent: all of them do
public record AuditChain(long sealed, long waiting, String head, @Nullable Break broken) {

    /// A row that is not what was sealed.
    ///
    /// @param seq its number in the audit
    public record Break(long seq, String what) {}
}
