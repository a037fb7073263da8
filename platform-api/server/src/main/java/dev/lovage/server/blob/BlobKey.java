package dev.lovage.server.blob;

import dev.lovage.canvas.BlobReference;

import java.time.Instant;

/// How a value is found: by the run that made it, and by its hash.
///
/// @param accepted when that run was
/// @param sha256 in hexadecimal
public record BlobKey(String tenant, String run, Instant accepted, String sha256) {
    /// Of a value that a run of this tenant refers to.
    public static BlobKey of(String tenant, BlobReference reference) {
        return new BlobKey(
                tenant,
                reference.run(),
                Instant.ofEpochMilli(reference.accepted()),
                reference.sha256());
    }
}
