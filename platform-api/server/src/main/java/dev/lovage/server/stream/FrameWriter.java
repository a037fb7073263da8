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

/// Writes frames as they are: the framework's own writer would wrap them once more.
@Singleton
@Produces(MediaType.TEXT_EVENT_STREAM)
final class FrameWriter implements MessageBodyWriter<Frame> {
    @Override
    public void writeTo(
            Argument<Frame> type,
            MediaType mediaType,
            Frame frame,
            MutableHeaders headers,
            OutputStream to)
            throws CodecException {
        try {
            frame.writeTo(to);
        } catch (IOException e) {
            throw new CodecException("A frame could not be written", e);
        }
    }
}
