package dev.lovage.server.access;

import dev.lovage.server.Transaction;
import dev.lovage.server.access.Permission.Role;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Users, their sessions, and the tokens of services.
interface AccountStore {
    Optional<Account> account(String tenant, String name);

    /// Adds it when nobody has an account in that tenant.
    boolean addFirst(Account account);

    /// Keeps a new session; those that ended long ago go.
    void open(Session session);

    /// The session with its account, unless that was disabled.
    Optional<Session> session(String id);

    /// Puts `next` in the place of `spent`; false when someone else was faster.
    boolean renew(Session spent, Session next);

    void end(String tenant, String session);

    void add(Transaction transaction, ServiceToken token, String by);

    /// Unless it was revoked.
    Optional<ServiceToken> token(String id);

    List<ServiceToken> tokens(String tenant);

    /// False when there is none to revoke.
    boolean revoke(Transaction transaction, String tenant, String id);

    /// Someone who can sign in. `password` is a hash in PHC form.
    record Account(String tenant, String name, String password, Set<Role> roles) {
        public Account {
            roles = Set.copyOf(roles);
        }
    }

    /// A sign-in: who, and the two secrets that are good for now.
    record Session(Account account, String id, Proof access, Proof refresh) {}

    /// The credential of a service.
    record ServiceToken(String tenant, String id, String name, Set<Role> roles, Proof proof) {
        public ServiceToken {
            roles = Set.copyOf(roles);
        }
    }

    /// The hash of a secret, and until when that is good.
    record Proof(String hash, Instant until) {
        static Proof of(Token token, Instant until) {
            return new Proof(token.hash(), until);
        }

        boolean accepts(Token token, Instant now) {
            return now.isBefore(until) && token.proves(hash);
        }
    }
}
