package dev.lovage.console;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.di.LookupInitializer;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.server.startup.ErrorNavigationTargetInitializer;
import com.vaadin.flow.server.startup.LookupServletContainerInitializer;
import com.vaadin.flow.server.startup.RouteRegistryInitializer;
import com.vaadin.flow.server.startup.ServletContextListeners;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;

import jakarta.inject.Singleton;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletException;

import org.jspecify.annotations.Nullable;

import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Starts Vaadin in a servlet context from Micronaut's beans, so the class path is never scanned.
@Singleton
final class VaadinStart implements ServletContainerInitializer {
    private final ApplicationContext context;

    VaadinStart(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void onStartup(@Nullable Set<Class<?>> ignored, ServletContext servlets)
            throws ServletException {
        new LookupServletContainerInitializer()
                .onStartup(Set.of(LookupInitializer.class), servlets);
        new RouteRegistryInitializer().onStartup(routes(context), servlets);
        new VaadinAppShellInitializer().onStartup(beansOf(AppShellConfigurator.class), servlets);
        new ErrorNavigationTargetInitializer()
                .onStartup(beansOf(HasErrorParameter.class), servlets);
        var servlet = servlets.addServlet("console", new ConsoleServlet(context));
        servlet.addMapping("/*");
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        new ServletContextListeners().contextInitialized(new ServletContextEvent(servlets));
    }

    /// Every view and layout that is a bean.
    static Set<Class<?>> routes(ApplicationContext context) {
        Set<Class<?>> found = new HashSet<>();
        List<Class<? extends Annotation>> marks =
                List.of(Route.class, RouteAlias.class, Layout.class);
        for (var mark : marks) {
            context.getBeanDefinitions(Qualifiers.byStereotype(mark))
                    .forEach(bean -> found.add(bean.getBeanType()));
        }
        return found;
    }

    private Set<Class<?>> beansOf(Class<?> type) {
        Set<Class<?>> found = new HashSet<>();
        context.getBeanDefinitions(type).forEach(bean -> found.add(bean.getBeanType()));
        return found;
    }
}
