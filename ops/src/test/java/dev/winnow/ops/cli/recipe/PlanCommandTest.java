package dev.winnow.ops.cli.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.Winnow;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlanCommandTest {

  @TempDir private Path directory;
  private String uniform;
  private String fixed;

  private record Ran(int status, String out, String err) {}

  @BeforeEach
  void writeRecipes() throws IOException {
    uniform = recipe("some", "{strategy: uniform, accepted: 4, max_candidates: 64, max_round: 8}");
    fixed = recipe("plain", "{strategy: fixed, candidates: 16}");
  }

  @Test
  void recipesStandSideBySideInATable() {
    Ran ran = plan("--recipe", uniform, "--recipe", fixed, "--beta", "1:1:1", "--prompts", "200");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("beta: 200 prompts")
        .containsPattern("some +uniform +4 ")
        .containsPattern("plain +fixed +- +3,200 ")
        .contains("prompts with 4 or more accepted")
        .contains("accepted per prompt");
  }

  @Test
  void theSameArgumentsPrintTheSame() {
    String[] arguments = {
      "--recipe", uniform, "--beta", "1:1:1", "--prompts", "200", "--seed", "9"
    };

    assertThat(plan(arguments)).isEqualTo(plan(arguments));
  }

  @Test
  void theReportIsAJsonDocumentWhereAskedFor() throws IOException {
    Ran ran = plan("--recipe", uniform, "--beta", "1:1:1", "--prompts", "200", "--json");

    JsonNode report = new ObjectMapper().readTree(ran.out());
    JsonNode forecast = report.at("/profiles/0/recipes/0");
    assertThat(report.at("/profiles/0/prompts").asInt()).isEqualTo(200);
    assertThat(forecast.at("/recipe").asText()).isEqualTo("some");
    assertThat(forecast.at("/accepted_by_decile")).hasSize(10);
    assertThat(forecast.at("/dart/ratio").asDouble()).isPositive();
  }

  @Test
  void adaptiveIsComparedWithDartsRuleUnderTheGivenCaps() throws IOException {
    String adaptive =
        recipe("wise", "{strategy: adaptive, accepted: 2, max_candidates: 128, price: 9}");

    Ran ran =
        plan("--recipe", adaptive, "--beta", "1:1:2", "--prompts", "200", "--dart-caps", "16,32");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("at the coverage of DART's rule, means of 5 seeds")
        .containsPattern("wise +2 +16 +\\d+\\.\\d% ")
        .containsPattern("wise +2 +32 +\\d+\\.\\d% ");
  }

  @Test
  void thePlotIsWritten() {
    Path svg = directory.resolve("plan.svg");

    Ran ran =
        plan("--recipe", uniform, "--beta", "1:1:1", "--prompts", "50", "--svg", svg.toString());

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(svg).content().contains("<svg ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--beta 1:1:1                                | Missing required argument(s): --prompts",
        "--beta 1:1 --prompts 5                      | '1:1': want weight:alpha:beta, for example"
            + " 0.4:0.3:6",
        "--beta 1:1:1 --prompts 0                    | --prompts: want 1 to 5,000,000, not 0",
        "--beta 1:1:1 --prompts 6000000              | --prompts: want 1 to 5,000,000, not"
            + " 6,000,000",
        "--beta 1:1:1 --prompts 5 --dart-caps 64,0   | --dart-caps: want 1 to 100,000, not [64, 0]",
        "--beta 1:1:1 --prompts 5 --slots 0          | --slots: want 1 or more, not 0",
        "--beta 1:1:1 --prompts 5 --round-trip -1    | --round-trip: want 0 or more, not -1.0",
        "--beta 1:1:1 --prompts 5 --mean-tokens NaN  | --mean-tokens: want above 0 and below a"
            + " billion, not NaN",
        "--progress t --pass-rates f                 | are mutually exclusive",
        "--seed 1                                    | Missing required argument",
      },
      quoteCharacter = '`')
  void wrongArgumentsHaveStatus2AndAReason(String arguments, String reason) {
    Ran ran =
        plan(
            Stream.concat(Stream.of("--recipe", uniform), Stream.of(arguments.split(" ")))
                .toArray(String[]::new));

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(reason);
  }

  @Test
  void passRatesThatCannotBeUsedHaveStatus1AndTheLine() throws IOException {
    Path rates = Files.writeString(directory.resolve("rates.jsonl"), "{\"pass_rate\": 2}\n");

    Ran ran = plan("--recipe", uniform, "--pass-rates", rates.toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("rates.jsonl cannot be used")
        .contains("line 1: pass_rate: want");
  }

  @Test
  void aRecipeThatCannotBeUsedHasStatus1AndTheField() throws IOException {
    String bad = recipe("bad", "{strategy: uniform, accepted: 4, max_candidates: 3}");

    Ran ran = plan("--recipe", bad, "--beta", "1:1:1", "--prompts", "5");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("allocation.max_candidates");
  }

  @ParameterizedTest
  @ValueSource(strings = {"easy", "middling", "hard"})
  void onThePublishedProfilesUniformIsCloseToDartsOwnRule(String profile) throws IOException {
    assertUniformIsCloseToDartsOwnRule(
        Repository.shared("profiles/" + profile + ".jsonl"), profile, 5_000, 1.2);
  }

  @Test
  void onOurOwnProfileUniformIsCloseToDartsOwnRule() throws IOException {
    assertUniformIsCloseToDartsOwnRule(
        Repository.fixture("pass-rates.jsonl"), "pass-rates", 60, 1.3);
  }

  private void assertUniformIsCloseToDartsOwnRule(
      Path file, String profile, int prompts, double mostRatio) throws IOException {
    Ran ran = plan("--recipe", uniform, "--pass-rates", file.toString(), "--json");

    JsonNode report = new ObjectMapper().readTree(ran.out()).at("/profiles/0");
    assertThat(report.at("/profile").asText()).isEqualTo(profile);
    assertThat(report.at("/prompts").asInt()).isEqualTo(prompts);
    assertThat(report.at("/recipes/0/dart/ratio").asDouble()).isBetween(1.0, mostRatio);
  }

  private String recipe(String name, String allocation) throws IOException {
    String text = "name: %s\ncheck: {type: math}\nallocation: %s\n".formatted(name, allocation);
    return Files.writeString(directory.resolve(name + ".yaml"), text).toString();
  }

  private static Ran plan(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine winnow = Winnow.commandLine();
    winnow.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("plan"));
    all.addAll(List.of(arguments));
    int status = winnow.execute(all.toArray(String[]::new));
    return new Ran(status, out.toString(), err.toString());
  }
}
