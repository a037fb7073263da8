package dev.lovage.console.access;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;

import dev.lovage.console.look.Empty;

import io.micronaut.context.annotation.Prototype;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/// Says which right is missing.
@PageTitle("Not allowed · Lovage")
@Prototype
@PermitAll
@ParentLayout(MainLayout.class)
final class NotAllowedView extends Main implements HasErrorParameter<NotAllowedException> {
    NotAllowedView() {
        addClassName("view");
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotAllowedException> parameter) {
        add(Empty.page(text("denied.title"), text("denied.way", parameter.getCustomMessage())));
        return HttpServletResponse.SC_FORBIDDEN;
    }
}
