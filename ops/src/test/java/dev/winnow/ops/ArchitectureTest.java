package dev.winnow.ops;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The borders between modules and packages, as the design draws them. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.winnow");

  private static final Pattern TESTS =
      Pattern.compile("^ +@(Test|ParameterizedTest|RepeatedTest|Property)\\b", Pattern.MULTILINE);

  /** Those of surefire and of failsafe; a contract is run by the classes that extend it. */
  private static final Pattern TEST_NAME = Pattern.compile("(Test|IT|Contract)$");

  /** A module, by the root of its packages, and the modules that it may use. */
  enum Module {
    /** The vocabulary is what everything else rests on. */
    SCHEMAS("schemas"),

    /** How a stage lives is the same for all stages, so it knows none of them. */
    RUNTIME("runtime", "schemas"),

    /** Stages talk through topics alone, so that each can run, and be replaced, by itself. */
    PRODUCERS("producers", "schemas", "runtime"),

    /** A stage; it must run where no model can, so it does not know the transformer. */
    PLANNER("planner", "schemas", "runtime"),

    /** A library for programs that have a model directory; it needs neither Kafka nor records. */
    TRANSFORMER("transformer"),

    /** A stage; one of its engines runs models in this process. */
    WORKER("worker", "schemas", "runtime", "transformer"),

    /** Trains samplers and reward models, from datasets and from samples; it needs no topic. */
    TRAINING("training", "transformer"),

    /** A library for programs that compare answers; it needs no other module of this project. */
    MATH("math"),

    /** A stage; one of its checks compares mathematical answers. */
    VERIFIER("verifier", "schemas", "runtime", "math"),

    /** A stage; one of its scorers runs models in this process. */
    SCORER("scorer", "schemas", "runtime", "transformer"),

    /** A stage; it sees what was judged, and judges nothing. */
    CURATOR("curator", "schemas", "runtime"),

    /** A stage, and the audit of what it wrote. */
    SINK("sink", "schemas", "runtime"),

    /** Wires everything together. */
    OPS(
        "ops",
        "schemas",
        "runtime",
        "producers",
        "planner",
        "transformer",
        "worker",
        "training",
        "math",
        "verifier",
        "scorer",
        "curator",
        "sink");

    private final String root;
    private final Set<String> allowed;

    Module(String root, String... allowed) {
      this.root = root;
      this.allowed = Set.of(allowed);
    }

    private String[] forbidden() {
      return Arrays.stream(values())
          .map(module -> module.root)
          .filter(other -> !other.equals(root) && !allowed.contains(other))
          .map(ArchitectureTest::packages)
          .toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "OPS", mode = EnumSource.Mode.EXCLUDE)
  void aModuleUsesOnlyTheModulesBelowIt(Module module) {
    noClasses()
        .that()
        .resideInAPackage(packages(module.root))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(module.forbidden())
        .check(CLASSES);
  }

  @Test
  void everyClassBelongsToAModule() {
    Set<String> roots =
        CLASSES.stream()
            .map(type -> type.getPackageName().split("\\.")[2])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(roots)
        .isEqualTo(
            Stream.of(Module.values())
                .map(module -> module.root)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Packages that use each other are one package under two names: neither can be read alone. */
  @Test
  void packagesUseEachOtherInOneDirectionOnly() {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
  }

  /** Decisions, checks and mathematics are pure, so that they can be tested and repeated. */
  @Test
  void decisionsDoNotUseKafkaHttpOrFiles() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.winnow.planner.strategy..",
            "dev.winnow.planner.difficulty..",
            "dev.winnow.planner.whatif..",
            "dev.winnow.math..",
            "dev.winnow.verifier.answer..",
            "dev.winnow.verifier.check..",
            "dev.winnow.verifier.combine..",
            "dev.winnow.verifier.constraint..",
            "dev.winnow.verifier.json..",
            "dev.winnow.verifier.majority..",
            "dev.winnow.verifier.optimize..",
            "dev.winnow.verifier.score..",
            "dev.winnow.verifier.text..",
            "dev.winnow.scorer.code.compare..",
            "dev.winnow.curator.group..",
            "dev.winnow.curator.select..",
            "dev.winnow.curator.pair..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.vertx..", "java.net..", "java.nio.file..")
        .check(CLASSES);
  }

  /** One concept has one name, and one name means one concept; in tests too. */
  @Test
  void noTwoSourceFilesHaveTheSameName() throws IOException {
    Map<String, List<Path>> byName =
        sourceFiles().stream().collect(Collectors.groupingBy(ArchitectureTest::typeName));
    byName.remove("package-info");

    assertThat(byName.values()).allSatisfy(files -> assertThat(files).hasSize(1));
  }

  /** The build runs classes by their names: a test of another name would never run. */
  @Test
  void classesWithTestsAreNamedSoThatTheBuildRunsThem() throws IOException {
    Set<String> unnamed = new TreeSet<>();
    for (Path file : sourceFiles()) {
      if (TESTS.matcher(Files.readString(file)).find()
          && !TEST_NAME.matcher(typeName(file)).find()) {
        unnamed.add(typeName(file));
      }
    }

    assertThat(unnamed).isEmpty();
  }

  private static List<Path> sourceFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.root())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*"))
          .toList();
    }
  }

  private static String typeName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  /** The planner runs on machines where nothing native may be loaded. */
  @Test
  void thePlannerDoesNotBringTheNativeEngine() throws IOException {
    assertThat(dependencies("synthesizer/planner/pom.xml"))
        .contains("winnow-runtime")
        .doesNotContain("winnow-transformer", "api", "pytorch-engine", "pytorch-jni", "tokenizers");
  }

  /** A program that uses the library gets no other library with it. */
  @Test
  void theMathLibraryHasNoDependencies() throws IOException {
    assertThat(dependencies("verifier/math/pom.xml")).isEmpty();
  }

  /** What the module itself declares, but for its tests. */
  private static List<String> dependencies(String pom) throws IOException {
    String text = Files.readString(Repository.file(pom));
    return Arrays.stream(text.split("<dependency>"))
        .skip(1)
        .map(part -> part.substring(0, part.indexOf("</dependency>")))
        .filter(part -> !part.contains("<scope>test</scope>"))
        .map(part -> part.replaceAll("(?s).*<artifactId>(.*)</artifactId>.*", "$1"))
        .toList();
  }

  /** Each package is a slice of its own. */
  private static final class ByPackage implements SliceAssignment {
    @Override
    public String getDescription() {
      return "packages";
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }
  }

  private static String packages(String root) {
    return "dev.winnow." + root + "..";
  }
}
