package dev.lovage.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import dev.lovage.engine.interpreter.Interpreter;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(
        packages = "dev.lovage.engine",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /// What runs on a workflow thread: it decides, and is replayed.
    private static final Class<?>[] WORKFLOW_CODE = {
        Aftermath.class,
        Allowance.class,
        Attempts.class,
        Bundled.class,
        ChildFailures.class,
        ChildOptions.class,
        ChildRun.class,
        CanvasWorkflow.class,
        Commands.class,
        Dispatch.class,
        Gate.class,
        Grace.class,
        Incoming.class,
        InlineCalls.class,
        InlineHeaders.class,
        InlineOptions.class,
        Judge.class,
        OpenSteps.class,
        Recorder.class,
        RetryRequest.class,
        Room.class,
        TemporalPerformer.class,
        Unserved.class,
        CallFailures.class,
        CallOptions.class,
    };

    @ArchTest
    static final ArchRule workflowCodeSeesNoClockNoChanceNoThreadNoOutsideWorld =
            noClasses()
                    .that(belongToAnyOf(WORKFLOW_CODE))
                    .or()
                    .resideInAPackage("dev.lovage.engine.interpreter")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould(
                            dependOnClassesThat(
                                    belongToAnyOf(Thread.class, Random.class, Clock.class)))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.util.concurrent..",
                            "java.net..",
                            "java.nio..",
                            "java.sql..",
                            "org.apache.kafka..");

    @ArchTest
    static final ArchRule theInterpreterKnowsNothingOfTemporal =
            noClasses()
                    .that()
                    .resideInAPackage(Interpreter.class.getPackageName())
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.temporal..", "io.grpc..", "dev.lovage.engine");

    @ArchTest
    static final ArchRule theEmissionKnowsNothingOfTheLanguage =
            noClasses()
                    .that()
                    .resideInAPackage("dev.lovage.engine.emission")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.lovage.canvas", "dev.lovage.engine", "..interpreter");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            SlicesRuleDefinition.slices()
                    .matching("dev.lovage.engine.(*)")
                    .should()
                    .beFreeOfCycles();
}
