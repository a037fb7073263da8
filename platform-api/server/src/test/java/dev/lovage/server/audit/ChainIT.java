package dev.lovage.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.AuditChain;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.UUID;

class ChainIT {
    private static OwnDatabase database;
    private static Chain chain;

    private final String tenant = "t" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        database = new OwnDatabase();
        chain = new Chain(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void writeThree() {
        for (var outcome : new String[] {"requested", "done", "denied"}) {
            write(outcome);
        }
    }

    private void write(String outcome) {
        database.update(
                "insert into audit (tenant, change, actor, action, resource, outcome) values (?,"
                        + " 'c', 'ann', 'run:start', 'run/x', ?)",
                tenant,
                outcome);
    }

    /// As someone does who owns the database.
    private void tamper(String sql) {
        database.update("alter table audit disable rule audit_no_update");
        database.update("alter table audit disable rule audit_no_delete");
        try {
            assertThat(database.update(sql, tenant)).isOne();
        } finally {
            database.update("alter table audit enable rule audit_no_update");
            database.update("alter table audit enable rule audit_no_delete");
        }
    }

    private AuditChain.Break broken() {
        return Objects.requireNonNull(chain.verify(tenant).broken());
    }

    private long seq(String outcome) {
        return Long.parseLong(
                database.value(
                        "select seq from audit where tenant = ? and outcome = ?", tenant, outcome));
    }

    @Test
    void fitsWhatWasWrittenAndGoesOn() {
        chain.seal();
        var first = chain.verify(tenant);
        write("done");

        assertThat(first.sealed()).isEqualTo(3);
        assertThat(first.broken()).isNull();
        assertThat(chain.verify(tenant).waiting()).isOne();
        assertThat(chain.seal()).isOne();
        assertThat(chain.verify(tenant).sealed()).isEqualTo(4);
        assertThat(chain.verify(tenant).head()).isNotEqualTo(first.head());
        assertThat(chain.seal()).isZero();
    }

    @Test
    void takesNoChangeOfARowEvenWithoutAChain() {
        assertThat(database.update("update audit set actor = 'bob' where tenant = ?", tenant))
                .isZero();
        assertThat(database.update("delete from audit where tenant = ?", tenant)).isZero();
    }

    @Test
    void namesTheRowThatWasChanged() {
        chain.seal();
        tamper("update audit set actor = 'bob' where tenant = ? and outcome = 'done'");

        assertThat(broken())
                .isEqualTo(new AuditChain.Break(seq("done"), "It is not what was sealed."));
        assertThat(chain.verify(tenant).sealed()).isOne();
    }

    @Test
    void namesTheRowThatIsGone() {
        chain.seal();
        var gone = seq("done");
        tamper("delete from audit where tenant = ? and outcome = 'done'");

        assertThat(broken()).isEqualTo(new AuditChain.Break(gone, "It is gone."));
    }

    @Test
    void sealsWhatIsCommittedLateAfterWhatWasCommittedFirst() {
        chain.seal();
        database.update(
                "insert into audit (tenant, seq, change, actor, action, resource, outcome)"
                        + " overriding system value values (?, 0, 'late', 'ann', 'a', 'r', 'done')",
                tenant);

        assertThat(chain.seal()).isOne();
        assertThat(chain.verify(tenant).sealed()).isEqualTo(4);
        assertThat(chain.verify(tenant).broken()).isNull();
    }
}
