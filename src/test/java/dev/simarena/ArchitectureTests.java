package dev.simarena;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keep the arrows of docs/ARCHITECTURE.md. */
class ArchitectureTests {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.simarena");

    @Test
    void packagesUseOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.simarena..")
                .layer("trace")
                .definedBy("dev.simarena.trace..")
                .layer("engine")
                .definedBy("dev.simarena.engine..")
                .layer("cluster")
                .definedBy("dev.simarena.cluster..")
                .layer("episode")
                .definedBy("dev.simarena.episode..")
                .layer("policy")
                .definedBy("dev.simarena.policy..")
                .layer("gate")
                .definedBy("dev.simarena.gate..")
                .layer("report")
                .definedBy("dev.simarena.report..")
                .layer("junit")
                .definedBy("dev.simarena.junit..")
                .layer("cli")
                .definedBy("dev.simarena.cli..")
                .whereLayer("trace")
                .mayNotAccessAnyLayer()
                .whereLayer("engine")
                .mayOnlyAccessLayers("trace")
                .whereLayer("cluster")
                .mayOnlyAccessLayers("trace", "engine")
                .whereLayer("episode")
                .mayOnlyAccessLayers("trace", "cluster")
                .whereLayer("policy")
                .mayOnlyAccessLayers("trace", "episode")
                .whereLayer("gate")
                .mayOnlyAccessLayers("episode")
                .whereLayer("report")
                .mayOnlyAccessLayers("trace", "episode", "gate")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.simarena.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void traceAndEngineKnowNothingOfTestsAndReports() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.simarena.trace..", "dev.simarena.engine..", "dev.simarena.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "io.qameta..", "org.assertj..")
                .check(MAIN);
    }

    @Test
    void nobodyReadsTheWallClockOrUnseededRandomness() {
        noClasses()
                .that(not(simpleName("WallClock")))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat(assignableTo(Random.class))
                .because("records must be equal on every machine; wall-clock facts come from WallClock only")
                .check(MAIN);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
    }

    @Test
    void onlyMainClassesPrint() {
        noClasses()
                .that(not(simpleName("ReportPrinter"))
                        .and(not(simpleName("GenerateScenarioTraces")))
                        .and(not(simpleName("DebuggingPrompt")))
                        .and(not(simpleName("GitHubAnnotations")))
                        .and(not(resideInAPackage("dev.simarena.cli"))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because(
                        "main code logs through SLF4J; [%s] belongs to commands".formatted(PrintStream.class.getName()))
                .check(MAIN);
    }

    @Test
    void noPackageIsNamedForALayer() {
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..utils..", "..impl..", "..dto..")
                .check(MAIN);
        classes()
                .that(resideInAPackage("dev.simarena.."))
                .should()
                .resideOutsideOfPackage("dev.simarena")
                .check(MAIN);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/simarena"))) {
            assertThat(files.filter(Files::isDirectory).filter(folder -> hasClasses(folder)))
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .startsWith("/** ")
                            .contains("@NullMarked"));
        }
    }

    private static boolean hasClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
