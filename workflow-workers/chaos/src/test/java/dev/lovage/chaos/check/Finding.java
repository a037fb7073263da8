package dev.lovage.chaos.check;

/// What a rule has against something.
record Finding(String subject, String what) {}
