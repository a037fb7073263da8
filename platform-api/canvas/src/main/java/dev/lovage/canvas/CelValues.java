package dev.lovage.canvas;

import com.google.protobuf.NullValue;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Carries JSON values into CEL, which has a null of its own.
final class CelValues {
    private CelValues() {}

    /// A view, not a copy: a large value costs nothing until an expression looks into it.
    static Object in(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case List<?> list -> new Items(list);
            case Map<?, ?> map ->
                    BlobReference.of(map)
                            .<Object>map(reference -> new Elsewhere(reference, map))
                            .orElseGet(() -> new Members(map));
            case Integer whole -> whole.longValue();
            default -> value;
        };
    }

    static final class Items extends AbstractList<Object> {
        final List<?> list;

        Items(List<?> list) {
            this.list = list;
        }

        @Override
        public Object get(int index) {
            return in(list.get(index));
        }

        @Override
        public int size() {
            return list.size();
        }
    }

    static final class Members extends AbstractMap<Object, Object> {
        final Map<?, ?> map;

        Members(Map<?, ?> map) {
            this.map = map;
        }

        @Override
        public @Nullable Object get(Object key) {
            return map.containsKey(key) ? in(map.get(key)) : null;
        }

        @Override
        public boolean containsKey(Object key) {
            return map.containsKey(key);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Object, Object>> iterator() {
                    return map.entrySet().stream()
                            .<Entry<Object, Object>>map(
                                    e -> new SimpleImmutableEntry<>(e.getKey(), in(e.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return map.size();
                }
            };
        }
    }

    /// A value that is kept elsewhere: of it only `size` and `count` are known here.
    static final class Elsewhere extends AbstractMap<Object, Object> {
        final Map<?, ?> map;
        private final BlobReference reference;

        Elsewhere(BlobReference reference, Map<?, ?> map) {
            this.reference = reference;
            this.map = map;
        }

        @Override
        public @Nullable Object get(Object key) {
            if (key.equals("size")) {
                return reference.size();
            }
            if (key.equals("count")) {
                return reference.count();
            }
            throw refused();
        }

        @Override
        public boolean containsKey(Object key) {
            return get(key) != null;
        }

        @Override
        public int size() {
            throw refused();
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            throw refused();
        }

        private CelBounded.ByReference refused() {
            return new CelBounded.ByReference(reference.size());
        }
    }
}
