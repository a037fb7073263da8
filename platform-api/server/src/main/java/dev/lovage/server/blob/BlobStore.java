package dev.lovage.server.blob;

import dev.lovage.canvas.BlobReference;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where large values are kept.
public interface BlobStore {
    /// The place of what a run was started with.
    String INPUT = "input";

    /// The place of what a run ended with.
    String RESULT = "result";

    /// Keeps it, all or nothing; does nothing when it is there already.
    ///
    /// @param type media type
    void put(BlobKey key, String type, byte[] content);

    /// Keeps it as well as what stands at a place of its run, which rows leave out.
    ///
    /// @param place path of a step, [#INPUT] or [#RESULT]
    void put(BlobKey key, String type, byte[] content, String place);

    /// The value; nothing when there never was one, or it is gone with its run.
    Optional<byte[]> get(BlobKey key);

    /// What is kept of a run for the places where it stands.
    Map<String, BlobReference> places(String tenant, String run, Instant accepted);
}
