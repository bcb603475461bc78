package dev.winnow.ops.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.Winnow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command has {@code --json}, or is listed here with the reason why not. */
class JsonOptionTest {
  private static final String STAGE =
      "runs until it is stopped: its figures are on the operations port";
  private static final String BENCHMARK =
      "prints a report for the page on performance, whose numbers people compare";

  private static final Map<String, String> WITHOUT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("planner", STAGE),
              Map.entry("synthesizer", STAGE),
              Map.entry("verifier", STAGE),
              Map.entry("curator", STAGE),
              Map.entry("scorer", STAGE),
              Map.entry("sink", STAGE),
              Map.entry("gateway", STAGE),
              Map.entry("local", STAGE),
              Map.entry("demo", "shows a run; the datasets and the topics have its result"),
              Map.entry("loop", "writes models; 'evaluate --json' has their figures"),
              Map.entry("generate-completion", "prints a script for the shell"),
              Map.entry("bench pipeline", BENCHMARK),
              Map.entry("bench scoring", BENCHMARK),
              Map.entry("bench metrics", BENCHMARK),
              Map.entry("bench console", BENCHMARK),
              Map.entry("bench latency", BENCHMARK),
              Map.entry("bench planner", BENCHMARK),
              Map.entry("bench sink", BENCHMARK),
              Map.entry("bench restore", BENCHMARK),
              Map.entry("bench code", BENCHMARK),
              Map.entry("bench verify", BENCHMARK)));

  @TempDir private Path directory;

  /** The commands that do something, by their words. */
  static Map<String, CommandLine> commands() {
    Map<String, CommandLine> commands = new TreeMap<>();
    collect("", Winnow.commandLine(), commands);
    return commands;
  }

  private static void collect(String words, CommandLine parent, Map<String, CommandLine> found) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (name.equals("help")) {
                return;
              }
              String all = (words + " " + name).strip();
              if (command.getSubcommands().isEmpty()
                  || command.getCommand() instanceof Callable<?>) {
                found.put(all, command);
              }
              collect(all, command, found);
            });
  }

  static Stream<String> names() {
    return commands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCommandThatPrintsAResultHasJson(String command) {
    boolean hasJson =
        Objects.requireNonNull(commands().get(command)).getCommandSpec().findOption("--json")
            != null;

    assertThat(hasJson).as(WITHOUT.get(command)).isEqualTo(!WITHOUT.containsKey(command));
  }

  @Test
  void theListHasNoCommandThatIsGone() {
    assertThat(commands().keySet()).containsAll(new TreeSet<>(WITHOUT.keySet()));
  }

  @Test
  void aDocumentHasFieldsInSnakeCaseAndNullForWhatIsNotLimited() throws Exception {
    String tokens = directory.resolve("tokens.json").toString();
    JsonNode made = json("tokens", "add", "ci", "--role=read", "--tokens=" + tokens, "--json");
    JsonNode listed = json("tokens", "list", "--tokens=" + tokens, "--json");
    JsonNode removed = json("tokens", "remove", "ci", "--tokens=" + tokens, "--json");

    assertThat(made.path("secret").asText()).isNotEmpty();
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("name").asText()).isEqualTo("ci");
    assertThat(listed.path(0).get("requests_per_second").isNull()).isTrue();
    assertThat(removed.path("removed").asText()).isEqualTo("ci");
  }

  @Test
  void whatIsInstalledIsListedWithItsOptions() throws Exception {
    JsonNode checks = json("checks", "--json");
    JsonNode recipes = json("recipes", "--json");

    assertThat(checks.findValuesAsText("name")).contains("math", "exact", "regex");
    assertThat(recipes.path("strategies").findValuesAsText("name")).contains("fixed", "adaptive");
  }

  @Test
  void accessRulesAreADocument() throws Exception {
    JsonNode users = json("acls", "planner", "--json");

    assertThat(users.path(0).path("principal").asText()).isEqualTo("User:winnow-planner");
    assertThat(users.path(0).path("rules").findValuesAsText("name")).contains("winnow.prompts");
  }

  @Test
  void oneResponseThatIsCheckedIsADocument() throws Exception {
    JsonNode found = json("check", "--gold=4", "--response=#### 4", "--json");

    assertThat(found.path("outcome").asText()).isEqualTo("ACCEPTED");
  }

  private static JsonNode json(String... arguments) throws Exception {
    StringWriter out = new StringWriter();
    int unused =
        Winnow.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(arguments);
    return new ObjectMapper().readTree(out.toString());
  }
}
