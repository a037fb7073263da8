package dev.lovage.engine.task;

import dev.lovage.canvas.BlobReference;

import java.io.IOException;

/// Where values are kept that are too large to travel with their run. Each method is one try.
///
/// An [IOException] says that the store does not answer, and that it is worth another try; a
/// [RefusedException] that it is not.
public interface Blobs {
    /// Keeps it, all or nothing; does nothing when it is there already.
    void put(String tenant, BlobReference reference, byte[] content)
            throws IOException, InterruptedException, RefusedException;

    /// The value that [#put] was given.
    byte[] get(String tenant, BlobReference reference)
            throws IOException, InterruptedException, RefusedException;

    /// The store has said no.
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        /// What was wrong.
        public enum Reason {
            /// It is larger than the store takes.
            TOO_LARGE,
            /// It is not there, or not any more.
            GONE,
            /// There is no store, or it does not know us.
            CLOSED
        }

        private final Reason reason;

        public RefusedException(Reason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /// There is none: nothing large can be kept.
    Blobs NONE =
            new Blobs() {
                @Override
                public void put(String tenant, BlobReference reference, byte[] content)
                        throws RefusedException {
                    throw closed();
                }

                @Override
                public byte[] get(String tenant, BlobReference reference) throws RefusedException {
                    throw closed();
                }

                private RefusedException closed() {
                    return new RefusedException(
                            RefusedException.Reason.CLOSED,
                            "this worker has no store for larger ones: give it and the api one"
                                    + " lovage.worker.token");
                }
            };
}
