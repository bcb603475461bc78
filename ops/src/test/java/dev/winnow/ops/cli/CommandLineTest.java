package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  static Stream<String> commands() {
    return Winnow.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command) {
    assertThat(execute(command, "--help")).isZero();

    assertThat(out.toString()).contains("Usage: winnow " + command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsDescribed(String command) {
    ParseResult parsed = Winnow.commandLine().parseArgs(command, "--help");

    assertThat(parsed.subcommand().commandSpec().options())
        .allSatisfy((OptionSpec option) -> assertThat(option.description()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("allCommands")
  void theListOfCommandsShowsAWholeSentenceForEach(CommandSpec command) {
    assertThat(command.usageMessage().description()[0]).matches("[A-Z].*\\.");
  }

  static Stream<CommandSpec> allCommands() {
    return Winnow.commandLine().getSubcommands().values().stream()
        .flatMap(
            command ->
                Stream.concat(Stream.of(command), command.getSubcommands().values().stream()))
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.name().equals("help"));
  }

  @Test
  void withoutACommandTheHelpNamesThemAll() {
    assertThat(execute()).isZero();

    assertThat(out.toString()).contains(commands().toList());
  }

  @Test
  void anUnknownCommandIsAWrongArgument() {
    assertThat(execute("harvest")).isEqualTo(2);
  }

  @Test
  void anUnknownOptionIsAWrongArgumentAndTheMessageIsNotFollowedByAllOptions() {
    assertThat(execute("demo", "--colour")).isEqualTo(2);

    assertThat(err.toString()).contains("--colour", "see 'winnow demo --help'");
    assertThat(err.toString().lines()).hasSizeLessThan(5);
  }

  @Test
  void theDemoRefusesACheckThatDoesNotExistAsOtherCommandsDo() throws IOException {
    Path recipe =
        Files.write(
            directory.resolve("recipe.yaml"),
            List.of(
                "name: r", "check: {type: maths}", "allocation: {strategy: fixed, candidates: 4}"));

    assertThat(execute("demo", "--recipe", recipe.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("recipe.yaml:2:15: check.type: there is no check 'maths'");
  }

  @ParameterizedTest
  @CsvSource({
    "--prompts=0 --recipe=RECIPE, '--prompts: 0, want at least 1'",
    "--recipe=RECIPE --recipe=RECIPE, '--recipe: two have the same name, [r, r]'"
  })
  void theDemoRefusesWhatItCannotRun(String arguments, String message) throws IOException {
    Path recipe =
        Files.write(
            directory.resolve("recipe.yaml"),
            List.of(
                "name: r", "check: {type: math}", "allocation: {strategy: fixed, candidates: 4}"));
    String[] given = ("demo " + arguments.replace("RECIPE", recipe.toString())).split(" ");

    assertThat(execute(given)).isEqualTo(2);

    assertThat(err.toString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --steps 0 DIR | --steps: want at least 1, not 0",
        "train --from DIR --steps -1 DIR | --steps: want at least 1, not -1",
        "train --data a/selected --epochs 0 DIR | --epochs: want at least 1, not 0",
        "train --data a/selected --rate NaN DIR | --rate: want above 0 and below 1, not NaN",
        "train --data a/selected --held-out 2 DIR | --held-out: want 0 to 0.5, not 2.0",
        "train --data a/selected --batch-tokens 0 DIR | --batch-tokens: want at least 1, not 0",
        "train --data a/selected --rows 0 DIR | 1 to 2147483647, not '0'",
        "train --data a/nothing DIR | --data: there is no file 'a/nothing'",
        "train --topic selected DIR | --topic: give the name of a recipe with --recipe",
        "train --topic selected --recipe a --max-rows 0 DIR | 1 to 2147483647, not '0'",
        "train --topic pairs --recipe a --checkpoint-steps 0 DIR | --checkpoint-steps: want at",
        "train --epochs 4 DIR | --epochs: goes with --data",
        "train --rate 1e-3 DIR | --rate: goes with --data or --topic",
        "train --data a/selected --max-rows 5 DIR | --max-rows: goes with --topic",
        "train --scores FILE DIR | --scores: goes with --reward",
        "compact --datasets DIR --target-mb 9999999999999 | --target-mb: want 1 to 1048576",
        "compact --datasets DIR --min-files 1 | --min-files: 1, want at least 2",
        "compact --datasets DIR --grace soon | --grace: 'soon' is no duration",
        "loop --dir DIR --model DIR --recipe DIR/r.yaml --rounds 0 | --rounds: want at least 1",
        "loop --dir DIR --model DIR --recipe DIR/r.yaml --rate 0 | --rate: want above 0 and below 1",
        "bench pipeline --prompts 0 | 1 to 2147483647, not '0'",
        "bench metrics --candidates -1 | 1 to 2147483647, not '-1'",
        "bench console --runs many | 1 to 2147483647, not 'many'",
        "gateway --max-body-seconds 0 | --max-body-seconds",
        "gateway --max-body-megabytes 9999999999999 | not '9999999999999'",
        "gateway --port 70000 | want a whole number from 0 to 65535, not '70000'",
        "planner --threads 0 | --threads",
        "planner --commit-interval-ms -1 | --commit-interval-ms",
        "synthesizer --lock-seconds 0 | --lock-seconds",
        "synthesizer --drain-seconds -1 | 0 to 2147483647, not '-1'",
        "sink --max-rows 0 --datasets DIR | --max-rows",
        "sink --max-age-seconds -1 --datasets DIR | --max-age-seconds",
        "topics --partitions 0 | --partitions",
        "topics --keep-work-days -1 | --keep-work-days",
        "audit --wait-seconds -1 | --wait-seconds",
        "local --dir DIR --commit-seconds 0 | --commit-seconds",
        "bench sink --rows 999 | --rows: want at least 1000",
        "bench latency --prompts 3000000000 | 1 to 2147483647, not '3000000000'",
        "local --dir DIR --kafka-port 65535 | want a whole number from 1 to 65534, not '65535'",
        "local --dir DIR --registry-port 0 | want a whole number from 1 to 65535, not '0'",
        "local --dir DIR --gateway-port -1 | want a whole number from 1 to 65535, not '-1'",
        "local --dir DIR --partitions 1000000 | want a whole number from 1 to 10000",
        "local --dir DIR --pool a/b | --pool",
        "local --dir DIR --kafka-port 8080 | want four, not [8080, 8081, 8081, 8080]",
        "local --dir DIR --registry-port 9093 | want four, not [9092, 9093, 9093, 8080]",
        "synthesizer --pool ../b | --pool",
        "reverify --window 0 FILE | 1 to 2147483647, not '0'"
      })
  void aValueOutOfItsRangeIsAWrongArgument(String arguments, String message) throws IOException {
    Files.writeString(
        directory.resolve("r.yaml"),
        "{name: r, check: {type: math}, allocation: {strategy: fixed, candidates: 4}}");
    String[] given = arguments.replace("DIR", directory.toString()).split(" ");

    assertThat(execute(given)).isEqualTo(2);

    assertThat(err.toString()).contains(message);
  }

  @Test
  void aFailureIsToldWithoutTheNamesOfOurClasses() {
    Exception failure =
        new ExecutionException(new CompletionException(new IOException("Kafka refused it")));

    assertThat(Winnow.message(failure)).isEqualTo("Kafka refused it");
  }

  @Test
  void aFileThatIsInTheWaySaysSoAndNotOnlyItsPath() throws IOException {
    Path file = Files.createFile(directory.resolve("model"));

    Exception failure = catchException(() -> Files.createDirectories(file));

    assertThat(Winnow.message(failure)).contains("model' exists already", "choose another path");
  }

  @Test
  void aFileThatIsMissingSaysSoAndNotOnlyItsPath() {
    Exception failure = catchException(() -> Files.size(directory.resolve("missing")));

    assertThat(Winnow.message(failure)).contains("missing' does not exist");
  }

  @Test
  void aTimeoutOfKafkaNamesTheOptionThatMayBeWrong() {
    assertThat(Winnow.message(new TimeoutException("Timeout expired while fetching metadata")))
        .contains("Timeout expired", "--bootstrap-servers");
  }

  @Test
  void anAuditOfADirectoryThatDoesNotExistEndsAtOnce() {
    String none = directory.resolve("none").toString();

    assertThat(execute("audit", "--bootstrap-servers", "localhost:1", "--datasets", none))
        .isEqualTo(1);

    assertThat(err.toString()).contains("there are no datasets in '%s'".formatted(none));
  }

  @ParameterizedTest
  @CsvSource({
    "1/2, 'so \\boxed{0.5}', 0, 'outcome    ACCEPTED'",
    "1/2, 'so \\boxed{0.6}', 1, DIFFERENT_VALUE",
    "1/2, 'I give up on this one.', 1, NO_ANSWER",
  })
  void checkTellsItsFindingAndWhetherItHeld(
      String gold, String response, int status, String finding) {
    assertThat(execute("check", "--gold", gold, "--response", response)).isEqualTo(status);

    assertThat(out.toString()).contains(finding);
  }

  @Test
  void checkScoresCasesOfAllTypesAndNamesBadLines() throws IOException {
    Path cases =
        Files.writeString(
            directory.resolve("cases.jsonl"),
            """
            {"id": "a", "type": "choice", "reference": "B", "response": "The answer is B.", "expected": "ACCEPTED"}
            no case
            {"id": "b", "type": "exact", "reference": "x", "response": "<think>x", "expected": "UNDECIDED"}
            """);

    assertThat(execute("check", "--cases", cases.toString(), "--json")).isEqualTo(1);

    assertThat(out.toString().lines())
        .containsExactly(
            "{\"id\":\"a\",\"outcome\":\"ACCEPTED\",\"reason\":\"EQUAL\",\"extracted\":\"B\"}",
            "{\"id\":\"b\",\"outcome\":\"UNDECIDED\",\"reason\":\"UNCLOSED_REASONING\",\"extracted\":\"\"}");
    assertThat(err.toString()).contains("cases.jsonl line 2: not JSON");
  }

  @Test
  void checkJudgesByEveryType() {
    assertThat(
            execute(
                "check",
                "--type",
                "choice",
                "--reference",
                "B",
                "--response",
                "Option B is correct."))
        .isZero();

    assertThat(out.toString()).contains("outcome    ACCEPTED");
  }

  @Test
  void aRecipeThatIsMissingIsNamed() throws IOException {
    Path prompts = Files.writeString(directory.resolve("prompts.jsonl"), "");

    assertThat(execute("publish", "--recipe", "no-such.yaml", prompts.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("no-such.yaml");
  }

  @Test
  void aRecipeWithAMistakeIsRefusedWithItsLineBeforeAnythingIsPublished() throws IOException {
    Path recipe =
        Files.write(
            directory.resolve("recipe.yaml"),
            List.of(
                "name: r",
                "check: {type: math}",
                "allocation: {strategy: uniform, accepted: 9, max_candidates: 4}"));

    assertThat(execute("publish", "--recipe", recipe.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("recipe.yaml").contains("max_candidates");
  }

  @Test
  void aCheckThatDoesNotExistIsRefusedBeforeAnythingIsPublished() throws IOException {
    Path recipe =
        Files.write(
            directory.resolve("recipe.yaml"),
            List.of(
                "name: r", "check: {type: maths}", "allocation: {strategy: fixed, candidates: 4}"));

    assertThat(execute("publish", "--recipe", recipe.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("maths").contains("math");
  }

  @Test
  void aDryRunSaysWhatWouldBePublishedByLayoutAndReasonWithoutKafka() throws IOException {
    Path recipe =
        Files.write(
            directory.resolve("recipe.yaml"),
            List.of(
                "name: r", "check: {type: math}", "allocation: {strategy: fixed, candidates: 4}"));
    Path prompts =
        Files.write(
            directory.resolve("prompts.jsonl"),
            List.of(
                "{\"prompt\": \"What is 1 + 1?\", \"answer\": \"2\"}",
                "{\"prompt\": \"What is 1 + 1?\", \"answer\": \"2\"}",
                "{\"instruction\": \"What is 2 + 2?\", \"output\": \"4\"}",
                "{\"prompt\": \"What is 3 + 3?\"}",
                "{\"id\": \"a\\u001b[31m\", \"prompt\": \"x\", \"reference\": \"1\"}",
                "nonsense"));

    int status =
        execute(
            "publish",
            "--dry-run",
            "--bootstrap-servers",
            "localhost:1",
            "--recipe",
            recipe.toString(),
            prompts.toString());

    assertThat(status).isEqualTo(1);
    assertThat(out.toString())
        .contains("6 lines read, 2 publishable, 1 repeated, 3 refused")
        .contains("layout jsonl 2, alpaca 1")
        .contains(":4: reference:")
        .contains("refused 1: the line cannot be read")
        .contains("refused 1: the line does not suit the recipe's check")
        .contains("note 2: 'answer' is the reference")
        .doesNotContain("\u001b", "jackson");
  }

  @ParameterizedTest
  @CsvSource({"--prompts, 0", "--prompts, 200000", "--runs, 0", "--prompts, many"})
  void aBenchmarkOfNothingIsAWrongArgument(String option, String value) {
    assertThat(execute("bench", "planner", option, value)).isEqualTo(2);

    assertThat(err.toString()).contains(option);
  }

  private int execute(String... arguments) {
    return Winnow.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
