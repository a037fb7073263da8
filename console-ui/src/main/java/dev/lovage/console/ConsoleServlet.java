package dev.lovage.console;

import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletService;

import io.micronaut.context.ApplicationContext;

import org.jspecify.annotations.Nullable;

import java.net.URL;
import java.util.Optional;

/// Vaadin's servlet: objects come from Micronaut, static files from the class path.
final class ConsoleServlet extends VaadinServlet {
    private final transient ApplicationContext context;

    ConsoleServlet(ApplicationContext context) {
        this.context = context;
    }

    @Override
    protected VaadinServletService createServletService(DeploymentConfiguration configuration)
            throws ServiceException {
        var service = new ConsoleService(this, configuration, context);
        service.init();
        return service;
    }

    private static final class ConsoleService extends VaadinServletService {
        private final transient ApplicationContext context;

        ConsoleService(
                VaadinServlet servlet,
                DeploymentConfiguration configuration,
                ApplicationContext context) {
            super(servlet, configuration);
            this.context = context;
        }

        @Override
        protected Optional<Instantiator> loadInstantiators() {
            return Optional.of(new BeanInstantiator(this, context));
        }

        @Override
        public @Nullable URL getStaticResource(String path) {
            return path.endsWith("/")
                    ? null
                    : getClassLoader().getResource("META-INF/resources" + path);
        }
    }
}
