package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.compare.ComparisonPlan;
import dev.winnow.ops.compare.ComparisonPlan.Planned;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the experiment and the files that belong to it agree with the commands. */
class DartExperimentTest {
  private static final Path EXPERIMENT = Repository.root().resolve("ops/experiments/dart");

  /**
   * Notes its arguments, and leaves the files that the next step of the script looks for. Each line
   * is one write: the script runs commands side by side.
   */
  private static final String RECORDER =
      """
      #!/bin/sh
      line=$(for argument in "$@"; do printf '%s\\t' "$argument"; done)
      echo "$line" >>"$RECORDED"
      for last in "$@"; do :; done
      case $1 in
      problems | record | export) echo '{"prompt":"?","messages":[{"content":"?"}]}' >"$last" ;;
      train) mkdir -p "$last"; echo '{}' ;;
      likelihood) for argument in "$@"; do [ "$argument" = --model ] && echo '{}'; done; : ;;
      esac
      """;

  @TempDir private static Path directory;

  private static List<List<String>> commands;

  @BeforeAll
  static void record() throws Exception {
    commands = recorded();
  }

  @Test
  void everyCommandOfTheScriptIsUnderstood() {
    assertThat(commands)
        .extracting(List::getFirst)
        .contains("problems", "record", "demo", "export", "train", "likelihood", "compare");
    assertThat(commands)
        .allSatisfy(command -> Winnow.commandLine().parseArgs(command.toArray(String[]::new)));
  }

  @Test
  void thePlanComparesArmsThatTheScriptHas() throws Exception {
    Set<String> arms;
    try (Stream<Path> files = Files.list(directory.resolve("dart/seed-1"))) {
      arms =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".result"))
              .map(name -> name.substring(0, name.length() - ".result".length()))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    List<Planned> planned = ComparisonPlan.read(EXPERIMENT.resolve("plan.json")).planned();

    assertThat(arms).containsAll(planned.stream().map(Planned::arm).toList());
    assertThat(arms).containsAll(planned.stream().map(Planned::against).toList());
  }

  @Test
  void everyRecipeIsAdmitted() throws IOException {
    try (Stream<Path> recipes = Files.list(EXPERIMENT.resolve("recipes"))) {
      assertThat(recipes)
          .isNotEmpty()
          .allSatisfy(file -> RecipeInput.read(file, InstantSource.system()));
    }
  }

  private static List<List<String>> recorded() throws Exception {
    Path recorder = Files.writeString(directory.resolve("recorder"), RECORDER);
    assertThat(recorder.toFile().setExecutable(true)).isTrue();
    Path record = directory.resolve("record");
    ProcessBuilder script =
        new ProcessBuilder(EXPERIMENT.resolve("run").toString()).redirectErrorStream(true);
    script.environment().put("WINNOW", recorder.toString());
    script.environment().put("RECORDED", record.toString());
    script.environment().put("DART_DIR", directory.resolve("dart").toString());
    script.environment().put("DART_SEEDS", "1");
    script.redirectOutput(directory.resolve("output").toFile());
    Process process = script.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("output"))).isZero();
    return Files.readAllLines(record).stream().map(line -> List.of(line.split("\t"))).toList();
  }
}
