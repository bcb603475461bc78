package dev.winnow.scorer.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Repository;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Programs that try to pass without the right answer, to get out, to stop the worker, or to stay.
 * Each is a file whose first line has its tests; where a program tries to get out, the tests want
 * what only a program prints that did.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HostileProgramsIT {
  private static final int FEWEST = 40;
  private static final int SAMPLE = 12;
  private static final Duration LONGEST = Duration.ofSeconds(150);
  private static final String RIGHT_TESTS = "{\"inputs\": [\"2\"], \"outputs\": [\"4\"]}";
  private static final String RIGHT = CodeHarness.block("python", "print(2 * int(input()))");

  /** A program and what became of it. */
  private record Run(String name, ScoringResult result, Duration time) {
    boolean passed() {
      return result instanceof Values values
          && values.values().getOrDefault(CodeHarness.SCORE, 0.0) > 0;
    }

    String line() {
      String said =
          switch (result) {
            case Values values -> values.detail().orElse("");
            case Failed failed -> failed.code() + ": " + failed.reason();
          };
      return "%-50s %6d ms  %.150s".formatted(name, time.toMillis(), said.replace('\n', ' '));
    }
  }

  @Test
  void noHostileProgramOfASamplePassesEscapesStallsTheWorkerOrKeepsRunning() throws Exception {
    long seed = Seeds.next();
    System.out.println("seed " + seed);
    List<Path> programs = new ArrayList<>(programs());
    Collections.shuffle(programs, new Random(seed));

    runAndVerify(programs.subList(0, SAMPLE));
  }

  @Test
  @Tag("long")
  void noHostileProgramPassesEscapesStallsTheWorkerOrKeepsRunning() throws Exception {
    List<Path> programs = programs();
    assertThat(programs).hasSizeGreaterThanOrEqualTo(FEWEST);

    runAndVerify(programs);
  }

  private static void runAndVerify(List<Path> programs) throws Exception {
    List<Run> runs;
    try (CodeHarness code =
        CodeHarness.open(
            Map.of("total_seconds", "60", "output_mb", "4"),
            Map.of("seconds", "1", "memory_mb", "512"))) {
      runs = runAll(code, programs);

      assertThat(code.share(RIGHT_TESTS, RIGHT)).as("a right program after all").isEqualTo(1);
      assertThat(ProcessHandle.current().descendants().toList()).as("processes left").isEmpty();
      assertThat(controlGroups()).as("control groups left").isEmpty();
    }
    runs.forEach(run -> System.out.println(run.line()));

    assertThat(runs.stream().filter(Run::passed).map(Run::line)).as("passed").isEmpty();
    assertThat(runs.stream().filter(run -> run.time().compareTo(LONGEST) > 0).map(Run::line))
        .as("stalled")
        .isEmpty();
    assertThat(directories()).as("directories left").isEmpty();
  }

  private static List<Run> runAll(CodeHarness code, List<Path> programs) throws Exception {
    List<Callable<Run>> work = new ArrayList<>();
    programs.forEach(program -> work.add(() -> run(code, program)));
    List<Run> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Run> run : threads.invokeAll(work)) {
        runs.add(run.get());
      }
    }
    return runs;
  }

  private static Run run(CodeHarness code, Path file) throws IOException {
    String text = Files.readString(file);
    String tests = text.lines().findFirst().orElseThrow().substring(2);
    String program = text.substring(text.indexOf('\n') + 1); // It must not get its own tests.
    long start = System.nanoTime();
    ScoringResult result = code.result(tests, CodeHarness.block("python", program));
    return new Run(
        file.getFileName().toString().replace(".py", ""),
        result,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static List<Path> programs() throws IOException {
    Path folder =
        Repository.file("verifier/scorer/src/test/resources/dev/winnow/scorer/code/hostile");
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Groups and directories are named after the process that made them. */
  private static List<Path> controlGroups() throws IOException {
    String own = "winnow-code-%d-".formatted(ProcessHandle.current().pid());
    Path root = Path.of("/sys/fs/cgroup");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> groups = Files.find(root, 6, (path, file) -> file.isDirectory())) {
      return groups.filter(path -> path.getFileName().toString().startsWith(own)).toList();
    }
  }

  private static List<Path> directories() throws IOException {
    String own = "winnow-code-%d-".formatted(ProcessHandle.current().pid());
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(path -> path.getFileName().toString().startsWith(own)).toList();
    }
  }
}
