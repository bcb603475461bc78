package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The distributed form: every stage a process, started with the commands that a user types. */
record SeparateProcesses(Path directory, String bootstrapServers, URI registry) {
  private static final int PROMPTS = 12;

  /** Publishes a file, waits for its end, and has the audit find all of it in the datasets. */
  void turnAFileIntoDatasets() throws Exception {
    Path recipe = Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
    Path prompts =
        Files.write(
            directory.resolve("prompts.jsonl"),
            IntStream.range(0, PROMPTS)
                .mapToObj(i -> "{\"prompt\": \"%d + 1?\", \"reference\": \"2\"}".formatted(i))
                .toList());
    Path recorded =
        Files.write(
            directory.resolve("recorded.jsonl"),
            IntStream.range(0, PROMPTS)
                .mapToObj(
                    i ->
                        "{\"prompt\": \"%d + 1?\", \"responses\": [\"#### 2\", \"#### 3\", \"\"]}"
                            .formatted(i))
                .toList());
    String datasets = "--datasets=" + directory.resolve("datasets");
    done("topics", "--pool=default", "--partitions=2");

    try (Child planner = child("planner", "--state-dir=" + directory.resolve("planner"));
        Child verifier = child("verifier", "--state-dir=" + directory.resolve("verifier"));
        Child sink = child("sink", datasets, "--max-age-seconds=1");
        Child worker = child("synthesizer", "--engine=replay", "--replay-file=" + recorded)) {
      done("publish", "--recipe=" + recipe, prompts.toString());
      StreamEnd.await(
          bootstrapServers,
          registry,
          PROMPTS,
          () -> assertThat(List.of(planner, verifier, sink, worker)).allMatch(Child::isAlive));

      String audit = done("audit", datasets);

      assertThat(audit).contains("the books balance");
      assertThat(audit.lines().filter(line -> line.startsWith("rows in the datasets")).findFirst())
          .hasValueSatisfying(line -> assertThat(line).endsWith(" " + 3 * PROMPTS));
    }
  }

  private String done(String... command) throws Exception {
    try (Child child = child(command)) {
      assertThat(child.exitStatus()).as(() -> String.join(" ", command)).isZero();
      return child.log();
    }
  }

  private Child child(String... command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        1, List.of("--bootstrap-servers=" + bootstrapServers, "--registry=" + registry));
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
