package dev.lovage.server.live;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// How far each partition was read: the next offset of each. As text it is the id of an event.
final class Positions {
    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_TEXT = 16 * 1024;

    private final long[] next;

    private Positions(long[] next) {
        this.next = next;
    }

    /// @param next by partition, from 0 without a hole
    static Positions of(Map<Integer, Long> next) {
        return new Positions(
                IntStream.range(0, next.size())
                        .mapToLong(partition -> {
                            var known = next.get(partition);
                            if (known == null) {
                                throw new IllegalArgumentException("No partition " + partition);
                            }
                            return known;
                        })
                        .toArray());
    }

    /// Reads what [#text] wrote; nothing when it is anything else.
    static Optional<Positions> parse(String text) {
        try {
            return text.length() > MOST_TEXT
                    ? Optional.empty()
                    : Optional.of(new Positions(decode(Base64.getUrlDecoder().decode(text))))
                            .filter(read -> read.text().equals(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Base64 of one number of variable length for each partition.
    String text() {
        var bytes = new ByteArrayOutputStream();
        for (var number : next) {
            var rest = number;
            for (; rest > 0x7f; rest >>>= 7) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
            }
            bytes.write((int) rest);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static long[] decode(byte[] bytes) {
        var read = new long[Math.min(bytes.length, MOST_PARTITIONS)];
        int partition = 0;
        long number = 0;
        int shift = 0;
        for (var part : bytes) {
            number |= (long) (part & 0x7f) << shift;
            shift += 7;
            if (part >= 0) {
                read[partition++] = number;
                number = 0;
                shift = 0;
            } else if (shift > 56) {
                throw new IllegalArgumentException("A number is too long");
            }
        }
        if (partition == 0 || shift > 0) {
            throw new IllegalArgumentException("Cut off");
        }
        return Arrays.copyOf(read, partition);
    }

    int partitions() {
        return next.length;
    }

    long of(int partition) {
        return next[partition];
    }

    Positions with(int partition, long position) {
        var moved = next.clone();
        moved[partition] = position;
        return new Positions(moved);
    }

    /// Whether everything before `other` was read.
    boolean covers(Positions other) {
        return IntStream.range(0, next.length).allMatch(p -> next[p] >= other.next[p]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Positions positions && Arrays.equals(next, positions.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}
