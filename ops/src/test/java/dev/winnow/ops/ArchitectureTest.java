package dev.winnow.ops;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  private static final List<String> STAGES =
      List.of("producers", "synthesizer", "verifier", "sink");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.winnow");

  /**
   * A stage talks to the others through topics alone, so that each can run, and be replaced, by
   * itself.
   */
  @TestFactory
  Stream<DynamicTest> stagesDependOnSchemasAndNoOtherModule() {
    return STAGES.stream()
        .map(
            stage ->
                DynamicTest.dynamicTest(
                    stage,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("dev.winnow." + stage + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others(stage))
                            .check(CLASSES)));
  }

  /** The vocabulary is what everything else rests on. */
  @Test
  void schemasDependOnNoOtherModule() {
    noClasses()
        .that()
        .resideInAPackage("dev.winnow.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others("schemas"))
        .check(CLASSES);
  }

  /** Decisions, checks and mathematics are pure: no Kafka, no HTTP, no files. */
  @Test
  void decisionsAreFreeOfTheOutsideWorld() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.winnow.planner.strategy..",
            "dev.winnow.math..",
            "dev.winnow.verifier.answer..",
            "dev.winnow.verifier.check..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.vertx..", "java.net..", "java.nio.file..")
        .check(CLASSES);
  }

  private static String[] others(String stage) {
    return Stream.concat(STAGES.stream(), Stream.of("ops"))
        .filter(other -> !other.equals(stage))
        .map(other -> "dev.winnow." + other + "..")
        .toArray(String[]::new);
  }
}
