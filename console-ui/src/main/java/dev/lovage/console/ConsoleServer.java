package dev.lovage.console;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.eclipse.jetty.ee11.servlet.ServletContainerInitializerHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executors;

/// The embedded server (Servlet 6.1) that serves the pages; the management port is Micronaut's.
@Singleton
final class ConsoleServer implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final int SESSION_SECONDS = 8 * 3600;
    private final Server server;
    private final ServerConnector connector;

    ConsoleServer(
            VaadinStart vaadin,
            @Value("${lovage.server.host}") String host,
            @Value("${lovage.server.port}") int port) {
        var pool = new QueuedThreadPool();
        pool.setName("console");
        pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(pool);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new SafeHeaders(pages(vaadin)));
    }

    private static ServletContextHandler pages(VaadinStart vaadin) {
        var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.setClassLoader(ConsoleServer.class.getClassLoader());
        var sessions = context.getSessionHandler();
        sessions.setHttpOnly(true);
        sessions.setSameSite(SameSite.LAX);
        sessions.setMaxInactiveInterval(SESSION_SECONDS);
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServletContainerInitializer(new ServletContainerInitializerHolder(vaadin));
        return context;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The console cannot listen on port "
                            + connector.getPort()
                            + ". Free the port or set LOVAGE_SERVER_PORT.",
                    e);
        }
        LOG.info("The console listens on http://127.0.0.1:{}", port());
    }

    /// The port it listens on.
    int port() {
        return connector.getLocalPort();
    }

    @PreDestroy
    void stop() throws Exception {
        server.stop();
    }
}
