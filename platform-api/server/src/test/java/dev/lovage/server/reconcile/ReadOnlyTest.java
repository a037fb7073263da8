package dev.lovage.server.reconcile;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.lovage.server.run.RunEngine;

import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;

import org.junit.jupiter.api.Test;

/// Of all that Temporal can be asked to change, the reconciler only has a run told again.
class ReadOnlyTest {
    private static final String READS = "list.*|count.*|describe.*|get.*|with.*|query.*";
    private static final String REPUBLISH = "|resetStickyTaskQueue";
    private static final JavaClasses RECONCILER =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.lovage.server.reconcile");
    private static final String LOOKS = "describe|outlook|stumble|polling|ending|input";

    private static ArchRule asksFor(Class<?> whom, String allowed) {
        DescribedPredicate<JavaCall<?>> other =
                target(owner(assignableTo(whom)))
                        .and(DescribedPredicate.not(target(nameMatching(allowed))));
        return noClasses().should().callCodeUnitWhere(other.forSubtype());
    }

    @Test
    void nothingOfTemporalsIsCalledThatChangesARun() {
        asksFor(WorkflowServiceBlockingStub.class, READS + REPUBLISH).check(RECONCILER);
        asksFor(RunEngine.class, LOOKS).check(RECONCILER);
    }

    @Test
    void aForbiddenCallWouldBeSeen() {
        var rule = asksFor(WorkflowServiceBlockingStub.class, READS);

        assertThatThrownBy(() -> rule.check(RECONCILER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("resetStickyTaskQueue");
    }
}
