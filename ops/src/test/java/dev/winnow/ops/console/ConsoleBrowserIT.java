package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.progress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser; left out where no Chromium is installed. */
@ExtendWith(SharedCluster.class)
class ConsoleBrowserIT {
  private static final String HOSTILE =
      "<script>window.injected = 1</script><img src=x onerror='window.injected = 2'>\u202Eabc "
          + "$".repeat(10_000);

  @TempDir private static Path profile;
  private static ConsoleHarness console;
  private static HeadlessChromium chromium;
  private BrowserTab tab;

  @BeforeAll
  static void start() throws Exception {
    Path program = HeadlessChromium.required();
    KafkaConnection connection = SharedCluster.topics(2);
    console = new ConsoleHarness(connection);
    String topic = connection.topics().progress();
    console.write(topic, "hard", progress("hard", PromptState.EXHAUSTED, 1, 3));
    console.write(topic, "easy", progress("easy", PromptState.SATISFIED, 4, 0));
    console.write(topic, "open", progress("open", PromptState.SAMPLING, 0, 0));
    console.judge("hard", 0, Outcome.REJECTED, "DIFFERENT_VALUE", HOSTILE);
    console.judge("hard", 1, Outcome.ACCEPTED, "EQUAL", "1 + 2 is 3, so the answer is 3");
    console.judge("hard", 2, Outcome.REJECTED, "DIFFERENT_VALUE", "1 + 2 is 4, so the answer is 4");
    console.judge("hard", 3, Outcome.REJECTED, "DIFFERENT_VALUE", "y".repeat(1 << 19));
    console.await("/v1/overview", now -> now.path("reasons").size() == 2);
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
    tab.open(console.uri("/"));
    tab.await("document.querySelector('dl.figures')");
  }

  @AfterEach
  void close() {
    tab.close();
  }

  @Test
  void twoCandidatesOfAPromptAreSideBySideInThreeClicksFromTheOverview() throws Exception {
    tab.click("a[href*='row_reason=DIFFERENT_VALUE']");
    tab.await("document.querySelector(\"a[href^='/prompt?']\")");
    tab.click("a[href^='/prompt?']");
    tab.await("document.querySelectorAll('.card').length === 4");
    tab.click("#candidate-1 input");
    tab.click("#candidate-2 input");

    tab.await("document.querySelectorAll('.pair > .panel').length === 2");
    assertThat(
            tab.evaluate("[...document.querySelectorAll('mark')].map(m => m.textContent).join()"))
        .hasToString("\"3,,3,4,,4\"");
  }

  @Test
  void recipesAndPromptsAreReachedByTheirLinks() throws Exception {
    tab.click("nav a[href='/recipes']");
    tab.click("main a[href='/recipes/arithmetic']");
    tab.click("a[href*='state=EXHAUSTED']");
    tab.await("document.querySelector('td.id a')");

    assertThat(tab.evaluate("document.querySelector('td.id').textContent").asText())
        .isEqualTo("hard");
  }

  @Test
  void textOfAModelIsShownAsTextAndNothingOfItRuns() {
    tab.open(console.uri("/prompt?id=hard"));
    tab.await("document.querySelectorAll('.card').length === 4");

    String shown =
        tab.evaluate("document.querySelector('#candidate-0 .response').textContent").asText();
    assertThat(shown).contains("<script>window.injected = 1</script>").contains("U+202Eabc");
    assertThat(shown).doesNotContain("\u202E");
    assertThat(tab.evaluate("document.querySelectorAll('main img, main script').length").asInt())
        .isZero();
    assertThat(tab.evaluate("String(window.injected)").asText()).isEqualTo("undefined");
  }

  @Test
  void aScriptThatIsInjectedDoesNotRun() {
    tab.evaluate(
        "(() => { const s = document.createElement('script'); try { s.textContent ="
            + " 'window.injected = 3'; document.body.append(s); } catch (refused) {} })()");

    assertThat(tab.evaluate("String(window.injected)").asText()).isEqualTo("undefined");
  }

  @Test
  void pagesAskNoOtherHostAndReportNoError() {
    tab.click("nav a[href='/recipes']");
    tab.await("document.querySelector('main table')");

    String origin = console.uri("/").toString();
    assertThat(tab.requests()).isNotEmpty().allMatch(url -> url.startsWith(origin));
    assertThat(tab.errors()).isEmpty();
  }

  @Test
  void aPageIsUpToDateWithoutBeingLoadedAgainAndKeepsTheFocus() throws Exception {
    tab.await("document.getElementById('connection').textContent === 'live'");
    tab.evaluate("document.querySelector(\"main a[href*='row_reason']\").focus()");

    console.judge("easy", 0, Outcome.UNDECIDED, "NEW_REASON", "late");

    tab.await("document.querySelector('main').textContent.includes('NEW_REASON')");
    assertThat(
            tab.evaluate("document.activeElement.matches(\"main a[href*='row_reason']\")")
                .asBoolean())
        .isTrue();
  }
}
