package dev.lovage.console.access;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.auth.AnonymousAllowed;

import dev.lovage.client.ProblemException;
import dev.lovage.client.UnreachableException;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;
import dev.lovage.events.RunState;

import io.micronaut.context.annotation.Prototype;

/// Where a person says who they are.
@Route(value = "sign-in", autoLayout = false)
@PageTitle("Sign in · Lovage")
@Prototype
@AnonymousAllowed
public final class SignInView extends Main implements BeforeEnterObserver {
    /// Query parameter: where to go afterwards.
    static final String TO = "to";

    private final transient Api api;
    private final TextField name = new TextField(text("signin.name"));
    private final PasswordField password = new PasswordField(text("signin.password"));
    private final Div trouble = new Div();
    private String to = "";

    SignInView(Api api) {
        this.api = api;
        addClassName("sign-in");
        var logo = new Image("icon.svg", "");
        name.setAutofocus(true);
        name.setId("name");
        name.getElement().setAttribute("autocomplete", "username");
        name.getElement().setAttribute("autocapitalize", "none");
        password.setId("password");
        password.getElement().setAttribute("autocomplete", "current-password");
        var enter = new Button(text("signin.enter"), _ -> signIn());
        enter.addThemeVariants(ButtonVariant.PRIMARY);
        enter.addClickShortcut(Key.ENTER);
        enter.setDisableOnClick(true);
        enter.addClickListener(_ -> enter.setEnabled(true));
        var box =
                new Div(
                        logo,
                        new H1(text("signin.title")),
                        new Paragraph(text("signin.words")),
                        trouble,
                        name,
                        password,
                        enter);
        box.addClassName("sign-in-box");
        trouble.setVisible(false);
        add(box);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        to = inside(event.getLocation().getQueryParameters().getSingleParameter(TO).orElse(""));
        if (Account.here().isPresent()) {
            var there = new Location(to);
            event.forwardTo(there.getPath(), there.getQueryParameters());
        }
    }

    /// Only addresses of this console are gone to.
    static String inside(String wanted) {
        return wanted.matches("(?!sign-in)[a-z][a-z-]*([/?].*)?") ? wanted : "";
    }

    private void signIn() {
        try {
            var account = api.signIn(name.getValue().strip(), password.getValue());
            VaadinService.reinitializeSession(VaadinRequest.getCurrent());
            account.enter();
            var there = new Location(to);
            getUI().ifPresent(ui -> ui.navigate(there.getPath(), there.getQueryParameters()));
        } catch (UnreachableException e) {
            tell(
                    new Notice(RunState.FAILED, text("signin.silent", api.base()))
                            .more(text("signin.silent.way")));
        } catch (ProblemException e) {
            tell(
                    e.problem().status() == 401
                            ? new Notice(RunState.FAILED, text("signin.wrong"))
                            : new Notice(Said.about(e)));
            password.clear();
            password.focus();
        }
    }

    private void tell(Notice notice) {
        trouble.removeAll();
        trouble.add(notice);
        trouble.setVisible(true);
    }
}
