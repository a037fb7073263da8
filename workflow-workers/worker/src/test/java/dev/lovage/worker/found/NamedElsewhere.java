package dev.lovage.worker.found;

final class NamedElsewhere implements Named {
    @Override
    public String named() {
        return "named";
    }
}
