package dev.lovage.console.look;

import java.util.Locale;
import java.util.ResourceBundle;

/// Every word that the console says comes from one bundle.
public final class Texts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("texts", Locale.ROOT);

    private Texts() {}

    /// The text of a key, with `%s` filled in.
    public static String text(String key, Object... arguments) {
        return BUNDLE.getString(key).formatted(arguments);
    }
}
