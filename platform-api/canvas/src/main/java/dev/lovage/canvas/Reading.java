package dev.lovage.canvas;

/// Whether a template reads a name.
record Reading(String name) {
    boolean in(Template template) {
        return switch (template) {
            case Template.Literal _ -> false;
            case Template.Computed(var expression) ->
                    Expressions.level(RunInput.ENGINE)
                            .references(expression)
                            .names()
                            .contains(name);
            case Template.Text(var parts) -> parts.stream().anyMatch(this::in);
            case Template.Items(var items) -> items.stream().anyMatch(this::in);
            case Template.Fields(var fields) -> fields.values().stream().anyMatch(this::in);
        };
    }
}
