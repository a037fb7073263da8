package dev.lovage.server.stream;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.OutputStream;

/// Writes parcels as they are: the framework's own writer would wrap them once more.
@Singleton
@Produces(MediaType.TEXT_EVENT_STREAM)
final class ParcelWriter implements MessageBodyWriter<Parcel> {
    @Override
    public void writeTo(
            Argument<Parcel> type,
            MediaType mediaType,
            Parcel parcel,
            MutableHeaders headers,
            OutputStream to)
            throws CodecException {
        try {
            parcel.writeTo(to);
        } catch (IOException e) {
            throw new CodecException("A parcel could not be written", e);
        }
    }
}
