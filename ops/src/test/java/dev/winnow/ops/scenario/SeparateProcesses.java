package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Processes on a broker that asks for no credentials. */
  SeparateProcesses(Path directory, String bootstrapServers, URI registry) {
    this(directory, bootstrapServers, registry, bootstrapServers, command -> List.of());
  }

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
        Child curator = child("curator", "--state-dir=" + directory.resolve("curator"));
        Child sink = child("sink", datasets, "--max-age-seconds=1");
        Child worker = child("synthesizer", "--engine=replay", "--replay-file=" + recorded)) {
      done("publish", "--recipe=" + recipe, prompts.toString());
      StreamEnd.await(
          watchedServers,
          registry,
          PROMPTS,
          () ->
              assertThat(List.of(planner, verifier, curator, sink, worker))
                  .allSatisfy(child -> assertThat(child.isAlive()).as(child::log).isTrue()));

      String audit = done("audit", datasets);

      assertThat(audit).contains("the books balance");
      assertThat(audit.lines().filter(line -> line.startsWith("rows in the datasets")).findFirst())
          .hasValueSatisfying(line -> assertThat(line).endsWith(" " + 3 * PROMPTS));
    }
  }

  String done(String... command) throws Exception {
    try (Child child = child(command)) {
      assertThat(child.exitStatus()).as(() -> String.join(" ", command)).isZero();
      return child.log();
    }
  }

  Child child(String... command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        1, List.of("--bootstrap-servers=" + bootstrapServers, "--registry=" + registry));
    arguments.addAll(options.apply(command[0]));
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
