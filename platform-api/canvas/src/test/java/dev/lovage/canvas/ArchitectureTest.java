package dev.lovage.canvas;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class ArchitectureTest {
    private static final JavaClasses LANGUAGE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.lovage.canvas");

    /// What would make two runs of one input differ, or reach out of the JVM.
    private static final ArchRule DETERMINISTIC =
            noClasses()
                    .should()
                    .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime|random")))
                    .orShould()
                    .callMethodWhere(target(owner(nameMatching("java\\.lang\\.Thread.*"))))
                    .orShould()
                    .dependOnClassesThat(
                            resideInAnyPackage("java.nio.file..", "java.net..", "java.sql.."))
                    .orShould()
                    .dependOnClassesThat(
                            nameMatching(
                                    "java\\.io\\.File.*|java\\.util\\.Random|java\\.util\\.UUID"
                                            + "|java\\.security\\.SecureRandom"
                                            + "|java\\.util\\.concurrent\\.(?!ConcurrentHashMap).*"));

    private static final ArchRule INDEPENDENT =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            nameMatching("dev\\.lovage\\.(?!canvas\\.).*|io\\.temporal\\..*"));

    @Test
    void theLanguageIsDeterministic() {
        DETERMINISTIC.check(LANGUAGE);
    }

    @Test
    void theLanguageStandsByItself() {
        INDEPENDENT.check(LANGUAGE);
    }

    @Test
    void theRuleSeesAClock() {
        var clock = new ClassFileImporter().importClasses(Clock.class);
        assertThatThrownBy(() -> DETERMINISTIC.check(clock)).hasMessageContaining("Instant.now()");
    }

    private static final class Clock {
        Instant time() {
            return Instant.now();
        }
    }
}
