package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The distributed form: every stage a process, started with the commands that a user types.
 *
 * @param bootstrapServers Kafka's address for the processes
 * @param watchedServers Kafka's address for the test
 * @param options further options of each command
 */
record SeparateProcesses(
    Path directory,
    String bootstrapServers,
    URI registry,
    String watchedServers,
    Function<String, List<String>> options) {
  static final int PROMPTS = 12;

  /** The stages, in the order of their processes. */
  static final List<String> STAGES =
      List.of("planner", "verifier", "curator", "sink", "synthesizer");

  /** Processes on a broker that asks for no credentials. */
  SeparateProcesses(Path directory, String bootstrapServers, URI registry) {
    this(directory, bootstrapServers, registry, bootstrapServers, command -> List.of());
  }

  /** What happens to the stages while they run. */
  interface Meanwhile {
    void happen(List<Child> stages) throws Exception;
  }

  /** Publishes a file, waits for its end, and has the audit find all of it in the datasets. */
  void turnAFileIntoDatasets() throws Exception {
    turnAFileIntoDatasets(stages -> {});
  }

  /** Like the other; something happens between the first and the second half of the prompts. */
  void turnAFileIntoDatasets(Meanwhile meanwhile) throws Exception {
    Path recipe = Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
    Files.write(
        recorded(),
        IntStream.range(0, PROMPTS)
            .mapToObj(
                i ->
                    "{\"prompt\": \"%d + 1?\", \"responses\": [\"#### 2\", \"#### 3\", \"\"]}"
                        .formatted(i))
            .toList());
    done("topics", "--pool=default", "--partitions=2");

    List<Child> stages = new ArrayList<>();
    try {
      for (String stage : STAGES) {
        stages.add(start(stage));
      }
      awaitStarted(stages);
      done("publish", "--recipe=" + recipe, prompts(0, PROMPTS / 2).toString());
      meanwhile.happen(stages);
      done("publish", "--recipe=" + recipe, prompts(PROMPTS / 2, PROMPTS).toString());
      StreamEnd.await(watchedServers, registry, PROMPTS, () -> assertAlive(stages));

      String audit = done("audit", datasets());

      assertThat(audit).contains("the books balance");
      assertThat(audit.lines().filter(line -> line.startsWith("rows in the datasets")).findFirst())
          .hasValueSatisfying(line -> assertThat(line).endsWith(" " + 3 * PROMPTS));
    } finally {
      for (Child stage : stages) {
        stage.close();
      }
    }
  }

  /** Starts the process of a stage, or starts it again. */
  Child start(String stage) throws Exception {
    return switch (stage) {
      case "sink" -> child(stage, datasets(), "--max-age-seconds=1");
      case "synthesizer" -> child(stage, "--engine=replay", "--replay-file=" + recorded());
      default -> child(stage, "--state-dir=" + directory.resolve(stage));
    };
  }

  private String datasets() {
    return "--datasets=" + directory.resolve("datasets");
  }

  private Path recorded() {
    return directory.resolve("recorded.jsonl");
  }

  private Path prompts(int from, int to) throws IOException {
    return Files.write(
        directory.resolve("prompts-%d.jsonl".formatted(from)),
        IntStream.range(from, to)
            .mapToObj(i -> "{\"prompt\": \"%d + 1?\", \"reference\": \"2\"}".formatted(i))
            .toList());
  }

  /** Processes that start at once leave too little of a small machine to a publisher's timeout. */
  private static void awaitStarted(List<Child> stages) {
    await("the start of all stages")
        .atMost(Duration.ofMinutes(3))
        .failFast(() -> assertAlive(stages))
        .until(() -> stages.stream().allMatch(stage -> stage.log().contains(" started")));
  }

  static void assertAlive(List<Child> stages) {
    assertThat(stages).allSatisfy(stage -> assertThat(stage.isAlive()).as(stage::log).isTrue());
  }

  String done(String... command) throws Exception {
    try (Child child = child(command)) {
      assertThat(child.exitStatus())
          .as(() -> String.join(" ", command) + ": " + child.log())
          .isZero();
      return child.log();
    }
  }

  /** Returns what a command prints whose exit status tells what it found. */
  String said(String... command) throws Exception {
    try (Child child = child(command)) {
      assertThat(child.exitStatus()).as(() -> String.join(" ", command)).isBetween(0, 1);
      return child.log();
    }
  }

  Child child(String... command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    int words = command[0].equals("dead-letters") ? 2 : 1;
    arguments.addAll(
        words, List.of("--bootstrap-servers=" + bootstrapServers, "--registry=" + registry));
    arguments.addAll(options.apply(command[words - 1]));
    return new Child(
        Files.createTempFile(directory, command[0], ".log"), arguments.toArray(String[]::new));
  }

  private static final String RECIPE =
      """
      name: apart
      check: {type: math}
      allocation: {strategy: fixed, candidates: 3}
      """;
}
