package dev.lovage.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;

import io.micronaut.context.ApplicationContext;

import java.util.stream.Stream;

/// Lets Micronaut make the views, the layout and the error views.
final class BeanInstantiator extends DefaultInstantiator {
    private final transient ApplicationContext context;

    BeanInstantiator(VaadinService service, ApplicationContext context) {
        super(service);
        this.context = context;
    }

    @Override
    public <T> T getOrCreate(Class<T> type) {
        return context.containsBean(type) ? context.getBean(type) : super.getOrCreate(type);
    }

    @Override
    public <T extends Component> T createComponent(Class<T> type) {
        return context.containsBean(type) ? context.getBean(type) : super.createComponent(type);
    }

    @Override
    public Stream<VaadinServiceInitListener> getServiceInitListeners() {
        return Stream.concat(
                super.getServiceInitListeners(),
                context.getBeansOfType(VaadinServiceInitListener.class).stream());
    }
}
