package dev.lovage.worker.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

import dev.lovage.events.LogLine;

import java.time.Instant;
import java.util.function.Consumer;

/// Catches what is logged on the thread of a task, by whatever logger; everything else passes by.
final class TaskAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /// Bytes of a line in UTF-8; of a longer one the beginning is kept.
    static final int LONGEST = 16 * 1024;

    private static final int SUFFIX = 64;

    private final Consumer<LogLine> lines;

    TaskAppender(Consumer<LogLine> lines) {
        this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        var about = event.getMDCPropertyMap();
        var tenant = about.get("tenant");
        var run = about.get("run");
        var path = about.get("path");
        var attempt = about.get("attempt");
        if (tenant != null && run != null && path != null && attempt != null) {
            lines.accept(
                    new LogLine(
                            tenant,
                            run,
                            path,
                            Integer.parseInt(attempt),
                            Instant.ofEpochMilli(event.getTimeStamp()),
                            level(event.getLevel()),
                            event.getLoggerName(),
                            cut(text(event))));
        }
    }

    private static String text(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        var message = String.valueOf(event.getFormattedMessage());
        return thrown == null
                ? message
                : message + "\n" + ThrowableProxyUtil.asString(thrown).stripTrailing();
    }

    private static LogLine.Level level(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> LogLine.Level.ERROR;
            case Level.WARN_INT -> LogLine.Level.WARN;
            case Level.INFO_INT -> LogLine.Level.INFO;
            case Level.DEBUG_INT -> LogLine.Level.DEBUG;
            default -> LogLine.Level.TRACE;
        };
    }

    static String cut(String text) {
        int end = end(text, LONGEST);
        return end == text.length()
                ? text
                : "%s… [cut: it had %d characters]"
                        .formatted(text.substring(0, end(text, LONGEST - SUFFIX)), text.length());
    }

    /// How many of its characters fit.
    private static int end(String text, int most) {
        if (text.length() <= most / 3) {
            return text.length();
        }
        int bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > most) {
                return at;
            }
            at += Character.charCount(point);
        }
        return text.length();
    }
}
