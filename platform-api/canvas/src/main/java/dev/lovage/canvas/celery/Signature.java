package dev.lovage.canvas.celery;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A canvas as Celery knows it.
sealed interface Signature {

    /// What its `options` say.
    Settings settings();

    Signature with(Settings other);

    /// One task.
    ///
    /// @param immutable takes nothing from whoever calls it
    record Single(
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> kwargs,
            boolean immutable,
            Settings settings)
            implements Signature {
        public Single {
            args = Collections.unmodifiableList(args);
            kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
        }

        @Override
        public Single with(Settings other) {
            return new Single(task, args, kwargs, immutable, other);
        }
    }

    /// One after the other.
    record Chain(List<Signature> members, Settings settings) implements Signature {
        public Chain {
            members = List.copyOf(members);
        }

        @Override
        public Chain with(Settings other) {
            return new Chain(members, other);
        }
    }

    /// All at once.
    record Group(List<Signature> members, Settings settings) implements Signature {
        public Group {
            members = List.copyOf(members);
        }

        /// Its members with what it hands down to them.
        List<Signature> handed() {
            var down = Given.of(settings.handedDown());
            return members.stream().map(down::to).toList();
        }

        @Override
        public Group with(Settings other) {
            return new Group(members, other);
        }
    }

    /// All of `header` at once, then `body` with the list of what they gave.
    ///
    /// @param immutable its header takes nothing from whoever calls it
    record Chord(List<Signature> header, Signature body, boolean immutable, Settings settings)
            implements Signature {
        public Chord {
            header = List.copyOf(header);
        }

        @Override
        public Chord with(Settings other) {
            return new Chord(header, body, immutable, other);
        }
    }

    /// One task for every item, one after the other: `celery.map`, `celery.starmap`, and several of
    /// those at once: `celery.chunks`.
    ///
    /// @param spread an item is the list of the arguments, not the one argument
    /// @param chunk items of each part; 0: there are no parts
    record Mapped(
            String task, List<@Nullable Object> items, boolean spread, int chunk, Settings settings)
            implements Signature {
        public Mapped {
            items = Collections.unmodifiableList(items);
        }

        @Override
        public Mapped with(Settings other) {
            return new Mapped(task, items, spread, chunk, other);
        }
    }
}
