package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.progress;
import static dev.winnow.ops.console.ConsoleRecords.row;
import static dev.winnow.ops.console.ConsoleRecords.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.WorkerState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Votes, money and servers, as the pages show them in a browser. */
@ExtendWith(SharedCluster.class)
class ConsoleFactsIT {
  @TempDir private static Path profile;
  private static ConsoleHarness console;
  private static HeadlessChromium chromium;
  private BrowserTab tab;

  @BeforeAll
  static void start() throws Exception {
    Path program = HeadlessChromium.required();
    KafkaConnection connection = SharedCluster.topics(2);
    console = new ConsoleHarness(connection);
    console.write(connection.topics().recipes(), "arithmetic", ConsoleScene.recipe(5_000));
    String topic = connection.topics().progress();
    console.write(topic, "voted", progress("voted", PromptState.SATISFIED, 2, 0));
    console.write(
        topic,
        "unpriced",
        Progress.newBuilder(progress("unpriced", PromptState.SATISFIED, 1, 0))
            .setRecipe("elsewhere")
            .build());
    voted(0, 1, new RoundVote("<b>33</b>", 0.625, 5, 8, 1, 8, null));
    voted(1, 2, new RoundVote(null, 0.0, 0, 0, 2, 4, "TOO_FEW_ANSWERS"));
    console.report("works", WorkerState.READY, 50);
    console.report("waits", WorkerState.BLOCKED, 0);
    console.await("/v1/overview", seen -> seen.path("costs").size() == 1);
    console.await("/v1/candidates?prompt=voted", seen -> seen.path("candidates").size() == 2);
    console.await("/v1/candidates?prompt=unpriced", seen -> seen.has("cost"));
    chromium = new HeadlessChromium(program, profile);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (console != null) {
      console.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    tab = chromium.tab();
    tab.look(1280, 900, false);
  }

  @AfterEach
  void close() {
    tab.close();
  }

  @Test
  void aRoundThatWasVotedOnSaysItsAnswerAndHowManyAgree() {
    tab.open(console.uri("/prompt?id=voted"));
    tab.await("document.querySelectorAll('p.vote').length === 2");

    assertThat(text("p.vote"))
        .isEqualTo(
            "Majority vote: <b>33</b>: 5 of 8 answers agree (62.5 %), of 8 candidates"
                + "|Majority vote: no answer: no answers, of 4 candidates"
                + " · no reference: TOO_FEW_ANSWERS");
    assertThat(text("#candidate-0 dl")).contains("vote<b>33</b>: 5 of 8 answers agree");
    assertThat(tab.errors()).isEmpty();
  }

  @Test
  void aPromptHasItsCostAndOneWithoutAPriceSaysThatItIsUnknown() {
    tab.open(console.uri("/prompt?id=voted"));
    tab.await("document.querySelector('dl.facts')");
    assertThat(text("section dl.facts")).contains("cost of generated tokens0.000040");

    tab.open(console.uri("/prompt?id=unpriced"));
    tab.await("document.querySelector('dl.facts')");
    assertThat(text("section dl.facts"))
        .contains("cost of generated tokensunknown: its pool has no price");
  }

  @Test
  void aRecipeHasItsCostAndOneWithoutAPriceIsUnknown() {
    tab.open(console.uri("/recipes"));
    tab.await("document.querySelectorAll('main tbody tr').length === 2");
    assertThat(text("main tbody tr:nth-child(1)")).contains("0.000040");
    assertThat(text("main tbody tr:nth-child(2)")).contains("unknown");

    tab.open(console.uri("/recipes/arithmetic"));
    tab.await("document.querySelector('main').textContent.includes('a million tokens of pool')");
    assertThat(text("main dl.facts")).contains("2.00 a million tokens of pool test");
  }

  @Test
  void theOverviewCallsACostWithoutSomeRecipesTheLeast() {
    tab.open(console.uri("/"));
    tab.await("document.querySelector('dl.figures')");
    tab.await("document.querySelector('main').textContent.includes('Cost of generated tokens')");

    assertThat(text("dl.figures"))
        .contains("Cost of generated tokensat least 0.000040", "1 recipe has no known price");
  }

  @Test
  void workersShowTheirBatchFillAndWhenTheirServerIsAskedAgain() {
    tab.open(console.uri("/pools"));
    tab.await("document.querySelectorAll('section tbody tr').length === 2");

    assertThat(text("section tbody tr"))
        .contains("75.0 %", "unknown")
        .containsPattern("asked again in \\d+ (s|min)");
    assertThat(tab.errors()).isEmpty();
  }

  /** Returns the text of all such elements. */
  private String text(String selector) {
    return tab.evaluate(
            "[...document.querySelectorAll('%s')].map(e => e.textContent).join('|')"
                .formatted(selector))
        .asText();
  }

  private static void voted(int index, int round, RoundVote vote) throws Exception {
    KafkaConnection connection = console.connection();
    Sample sample =
        Sample.newBuilder(row("voted", index, Outcome.ACCEPTED, "EQUAL", "it is 33"))
            .setRound(round)
            .setRoundVote(vote)
            .build();
    console.write(connection.topics().samples(Outcome.ACCEPTED), "voted", sample);
    console.write(
        connection.topics().verdicts(),
        "voted",
        verdict("voted", index, Outcome.ACCEPTED, "EQUAL"));
  }
}
