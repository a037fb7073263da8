package dev.lovage.server.workflow;

import dev.lovage.canvas.celery.Celery;
import dev.lovage.server.Settings;

import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

/// How canvases may be written besides our own way.
@Factory
final class Notations {
    @Singleton
    Celery celery(Settings.Celery settings) {
        return new Celery(settings.priorityOrder());
    }
}
