package dev.lovage.console.form;

/// A value is not of the kind that was asked for; the message says why, to a person.
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1;

    private final String sentence;

    UnfitException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
