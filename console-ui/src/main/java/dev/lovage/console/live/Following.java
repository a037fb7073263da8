package dev.lovage.console.live;

import dev.lovage.client.Feed;
import dev.lovage.client.LovageClient;
import dev.lovage.console.access.Api;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// This console's one line to the api: what it hears goes to the board.
@Context
final class Following {
    private final LovageClient client;
    private final @Nullable Feed feed;

    /// @param token the secret that api and consoles share; empty: there is no feed
    Following(Api api, @Value("${lovage.feed.token:}") String token, Board board) {
        client = LovageClient.at(api.base(), () -> token);
        feed = token.isEmpty() ? null : client.follow(Feed.Filter.STEPS, board);
        if (token.isEmpty()) {
            LoggerFactory.getLogger(Following.class)
                    .warn("lovage.feed.token is not set: pages look every two seconds");
        }
    }

    @PreDestroy
    void close() {
        if (feed != null) {
            feed.close();
        }
        client.close();
    }
}
