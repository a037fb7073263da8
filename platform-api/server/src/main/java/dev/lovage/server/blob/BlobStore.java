package dev.lovage.server.blob;

import java.util.Optional;

/// Where large values are kept.
public interface BlobStore {
    /// Keeps it, all or nothing; does nothing when it is there already.
    ///
    /// @param type media type
    void put(BlobKey key, String type, byte[] content);

    /// The value; nothing when there never was one, or it is gone with its run.
    Optional<byte[]> get(BlobKey key);
}
