package dev.lovage.console.access;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;

import dev.lovage.console.look.Empty;

import io.micronaut.context.annotation.Prototype;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/// There is no page of this address.
@PageTitle("Not found · Lovage")
@Prototype
@PermitAll
@ParentLayout(MainLayout.class)
final class NotFoundView extends Main implements HasErrorParameter<NotFoundException> {
    NotFoundView() {
        addClassName("view");
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        var path = event.getLocation().getPath();
        add(
                Empty.page(text("missing.title"), text("missing.way", path))
                        .action(new Anchor("runs", text("missing.runs"))));
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
