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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A page failed: the log has why, the person gets a sentence and nothing of the inside.
@PageTitle("A mistake · Lovage")
@Prototype
@PermitAll
@ParentLayout(MainLayout.class)
final class BrokenView extends Main implements HasErrorParameter<Exception> {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenView.class);

    BrokenView() {
        addClassName("view");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        LOG.error("A page failed", parameter.getException());
        add(Empty.page(text("broken.what"), text("broken.way")));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
