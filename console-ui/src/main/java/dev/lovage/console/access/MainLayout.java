package dev.lovage.console.access;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;

import dev.lovage.console.look.Clocks;
import dev.lovage.console.look.Pulse;

import io.micronaut.context.annotation.Prototype;

import jakarta.annotation.security.PermitAll;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The frame of every page: where one can go, and who one is.
@Layout
@Prototype
@PermitAll
@NpmPackage(value = "@fontsource-variable/inter", version = "5.3.0")
@NpmPackage(value = "@fontsource-variable/jetbrains-mono", version = "5.3.0")
@JsModule("./text/fonts.ts")
public final class MainLayout extends AppLayout {
    private final Map<Theme, MenuItem> themes = new EnumMap<>(Theme.class);
    private final Map<Clocks, MenuItem> clocks = new EnumMap<>(Clocks.class);
    private @Nullable Palette palette;

    MainLayout(Pulse pulse) {
        setPrimarySection(Section.DRAWER);
        var brand = new Anchor("runs", new Image("icon.svg", ""), new Span("Lovage"));
        brand.addClassName("brand");
        var nav = new SideNav();
        nav.getElement().setAttribute("aria-label", text("nav.label"));
        page(nav, "runs", "run:read", VaadinIcon.LINES_LIST);
        page(nav, "workflows", "workflow:read", VaadinIcon.CLUSTER);
        page(nav, "schedules", "schedule:read", VaadinIcon.CALENDAR_CLOCK);
        var approvals = page(nav, "approvals", "run:read", VaadinIcon.CHECK_CIRCLE_O);
        page(nav, "tasks", "task:read", VaadinIcon.TOOLS);
        addToDrawer(new Header(brand), new Scroller(nav));
        Account.here()
                .ifPresent(account -> {
                    if (account.may("approval:decide")) {
                        approvals.setSuffixComponent(new WaitingBadge(account, pulse));
                    }
                    palette = new Palette(new Places(account));
                    addToDrawer(finder(palette), menu(account));
                });
        var toggle = new DrawerToggle();
        toggle.setAriaLabel(text("nav.menu"));
        addToNavbar(toggle);
    }

    /// Shows the way to a page to who may go there.
    private static SideNavItem page(SideNav nav, String path, String permission, VaadinIcon icon) {
        var item = new SideNavItem(text("nav." + path), path, icon.create());
        item.setMatchNested(true);
        if (Account.here().filter(account -> account.may(permission)).isPresent()) {
            nav.addItem(item);
        }
        return item;
    }

    /// Opens the palette for who has no keys at hand.
    private static NativeButton finder(Palette palette) {
        var keys = new Span("Ctrl K");
        keys.addClassName("keys");
        var find = new NativeButton("", _ -> palette.getElement().callJsFunction("show"));
        find.add(VaadinIcon.SEARCH.create(), new Span(text("palette.find")), keys);
        find.addClassName("finder");
        return find;
    }

    /// Beside the pages, not in them: it stays in front of every one.
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        if (palette != null && palette.getParent().isEmpty()) {
            event.getUI().add(palette);
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        if (palette != null) {
            palette.removeFromParent();
        }
    }

    private Footer menu(Account account) {
        var person = new NativeButton("");
        person.addClassName("person");
        person.setAriaLabel(text("who.menu", account.me().name()));
        person.getElement().setAttribute("aria-haspopup", "menu");
        person.add(face(account));
        var menu = new ContextMenu(person);
        menu.setOpenOnClick(true);
        for (var theme : Theme.values()) {
            var word = text("theme." + theme.name().toLowerCase(Locale.ROOT));
            var item = menu.addItem(word, _ -> choose(theme));
            item.setCheckable(true);
            themes.put(theme, item);
        }
        menu.addSeparator();
        for (var zone : Clocks.values()) {
            var word = text("clocks." + zone.name().toLowerCase(Locale.ROOT));
            var item = menu.addItem(word, _ -> choose(zone));
            item.setCheckable(true);
            clocks.put(zone, item);
        }
        menu.addSeparator();
        menu.addItem(text("who.out"), _ -> signOut(account)).setId("sign-out");
        mark(Theme.chosen());
        mark(Clocks.chosen());
        var who = new Footer(person);
        who.addClassName("who");
        return who;
    }

    private static Div face(Account account) {
        var name = account.me().name();
        var letter = new Span(name.substring(0, 1).toUpperCase(Locale.ROOT));
        letter.addClassName("who-letter");
        letter.getElement().setAttribute("aria-hidden", "true");
        var words = new Span(new Span(name), small(String.join(", ", account.me().roles())));
        words.addClassName("who-words");
        var face = new Div(letter, words);
        face.addClassName("who-face");
        return face;
    }

    private static Span small(String text) {
        var small = new Span(text);
        small.addClassNames("muted", "small");
        return small;
    }

    private void choose(Theme theme) {
        getUI().ifPresent(theme::choose);
        mark(theme);
    }

    private void choose(Clocks zone) {
        if (palette != null) {
            palette.clocks(zone);
        }
        mark(zone);
    }

    private void mark(Clocks chosen) {
        clocks.forEach((zone, item) -> item.setChecked(zone == chosen));
    }

    private void mark(Theme chosen) {
        themes.forEach((theme, item) -> item.setChecked(theme == chosen));
    }

    private static void signOut(Account account) {
        try {
            account.client().signOut();
        } finally {
            var ui = UI.getCurrent();
            ui.getPage().setLocation("sign-in");
            ui.getSession().getSession().invalidate();
        }
    }
}
