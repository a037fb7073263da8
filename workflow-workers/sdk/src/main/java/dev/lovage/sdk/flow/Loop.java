package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.function.Function;

/// A step again and again, until a condition says otherwise: `loop(..).until(..)`.
public final class Loop<T> extends Node<T, Loop<T>> {
    private static final String KEY = "loop";

    private Loop(Keys keys, @Nullable Type type) {
        super(keys, type);
    }

    /// A loop that has no condition yet.
    public static final class Turns<T> {
        private final int most;
        private final @Nullable String as;
        private final Step<T> body;

        Turns(int most, @Nullable String as, Step<T> body) {
            this.most = most;
            this.as = as;
            this.body = body;
        }

        /// It ends once this holds, which is asked after each turn.
        ///
        /// @param condition gets what the turn made
        public Loop<T> until(Function<Ref<T>, Ref<Boolean>> condition) {
            return loop("until", condition);
        }

        /// It goes on as long as this holds, which is asked before each turn.
        ///
        /// @param condition gets what the turn before made, or what the loop got
        public Loop<T> asLongAs(Function<Ref<T>, Ref<Boolean>> condition) {
            return loop("while", condition);
        }

        private Loop<T> loop(String key, Function<Ref<T>, Ref<Boolean>> condition) {
            var loop = new LinkedHashMap<String, Object>();
            loop.put(key, condition.apply(new Ref<>("prev", body.type())).written());
            loop.put("max", (long) most);
            if (as != null) {
                loop.put("as", as);
            }
            loop.put("do", body);
            return new Loop<>(Keys.of(KEY, loop), body.type());
        }
    }

    @Override
    Loop<T> having(Keys keys) {
        return new Loop<>(keys, type());
    }
}
