package dev.lovage.console.access;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.auth.AnonymousAllowed;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;

/// Asks before every view who is there and what they may; a view that says nothing is closed.
@Singleton
final class Guard implements VaadinServiceInitListener, BeforeEnterListener {
    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(this));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        switch (entrance(event.getNavigationTarget())) {
            case Entrance.Anyone _ -> {}
            case Entrance.SignedIn _ -> {
                if (Account.here().isEmpty()) {
                    askForName(event);
                }
            }
            case Entrance.Holder holder ->
                    Account.here()
                            .ifPresentOrElse(
                                    account -> check(event, account, holder.permission()),
                                    () -> askForName(event));
            case Entrance.Nobody _ -> refuse(event, event.getNavigationTarget().getSimpleName());
        }
    }

    private static void check(BeforeEnterEvent event, Account account, String permission) {
        if (!account.may(permission)) {
            refuse(event, permission);
        }
    }

    private static void refuse(BeforeEnterEvent event, String missing) {
        if (Account.here().isEmpty()) {
            askForName(event);
        } else {
            event.rerouteToError(new NotAllowedException(missing), missing);
        }
    }

    private static void askForName(BeforeEnterEvent event) {
        var wanted = event.getLocation().getPathWithQueryParameters();
        event.forwardTo(SignInView.class, QueryParameters.of(SignInView.TO, wanted));
    }

    /// Who may enter a view.
    static Entrance entrance(Class<?> view) {
        if (view.isAnnotationPresent(AnonymousAllowed.class)) {
            return new Entrance.Anyone();
        }
        if (view.isAnnotationPresent(PermitAll.class)) {
            return new Entrance.SignedIn();
        }
        var needs = view.getAnnotation(Needs.class);
        return needs == null ? new Entrance.Nobody() : new Entrance.Holder(needs.value());
    }
}
