package dev.lovage.sdk.flow;

import java.io.Serializable;

/// A reference to an accessor, `Order::items`: the field of that name in JSON.
@FunctionalInterface
public interface Getter<T, R> extends Serializable {
    R get(T value);
}
