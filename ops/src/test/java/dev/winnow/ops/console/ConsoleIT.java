package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.progress;
import static dev.winnow.ops.console.ConsoleRecords.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Verdict;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API and the pages of a console that reads a real broker. */
@ExtendWith(SharedCluster.class)
class ConsoleIT {
  private static final String HOSTILE =
      "<script>alert(1)</script>\u202E<img src=x onerror=alert(2)>";
  private static KafkaConnection connection;
  private static ConsoleHarness console;

  @BeforeAll
  static void start() throws Exception {
    connection = SharedCluster.topics(2);
    console = new ConsoleHarness(connection);
    String topic = connection.topics().progress();
    console.write(topic, "hard", progress("hard", PromptState.EXHAUSTED, 1, 2));
    console.write(topic, "open", progress("open", PromptState.SAMPLING, 0, 0));
    console.write(topic, "a/b", progress("a/b", PromptState.SATISFIED, 1, 0));
    console.judge("hard", 0, Outcome.REJECTED, "DIFFERENT_VALUE", HOSTILE);
    console.judge("hard", 1, Outcome.ACCEPTED, "EQUAL", "1 + 2 = 3");
    console.judge("hard", 2, Outcome.REJECTED, "DIFFERENT_VALUE", "x".repeat(200_000));
    console.await("/v1/overview", now -> now.path("reasons").size() == 2);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void theOverviewCountsPromptsAndReasons() {
    JsonNode now =
        console.await(
            "/v1/overview",
            seen -> seen.path("reading").asText().equals("ALL") && seen.path("to_go").size() >= 1);

    assertThat(now.path("problem").isNull()).isTrue();
    assertThat(now.path("reasons").get(0).path("reason").asText()).isEqualTo("DIFFERENT_VALUE");
    assertThat(now.path("reasons").get(0).path("count").asInt()).isEqualTo(2);
    JsonNode recipe = now.path("status").path("recipes").get(0);
    assertThat(recipe.path("open").asInt()).isEqualTo(1);
    assertThat(recipe.path("ended").path("EXHAUSTED").asInt()).isEqualTo(1);
    assertThat(now.path("to_go").get(0).path("seconds").isNull()).isTrue();
  }

  @Test
  void promptsAreListedByStateAndReason() throws Exception {
    String list = "/v1/recipes/arithmetic/prompts";

    assertThat(ids(console.json(list + "?limit=2"))).containsExactly("a/b", "hard");
    assertThat(console.json(list + "?limit=2").path("next").asText()).isEqualTo("hard");
    assertThat(ids(console.json(list + "?limit=2&after=hard"))).containsExactly("open");
    assertThat(ids(console.json(list + "?state=EXHAUSTED&reason=CANDIDATES_SPENT")))
        .containsExactly("hard");
    assertThat(ids(console.json(list + "?q=op"))).containsExactly("open");
    assertThat(ids(console.json("/v1/recipes/none/prompts"))).isEmpty();
  }

  @Test
  void theNewestRowsOfAReasonAreListed() throws Exception {
    JsonNode rows =
        console.json("/v1/recipes/arithmetic/rows?outcome=REJECTED&reason=DIFFERENT_VALUE");

    assertThat(rows.path("rows")).hasSize(2);
    assertThat(rows.path("rows").get(0).path("index").asInt()).isEqualTo(2);
  }

  @Test
  void theCandidatesOfAPromptAreReadFromTheTopics() throws Exception {
    JsonNode page = console.json("/v1/candidates?prompt=hard");

    assertThat(page.path("complete").asBoolean()).isTrue();
    assertThat(page.path("text").path("reference").path("text").asText()).isEqualTo("3");
    assertThat(page.path("candidates")).hasSize(3);
    JsonNode first = page.path("candidates").get(0);
    assertThat(first.path("response").path("text").asText()).isEqualTo(HOSTILE);
    assertThat(first.path("extracted_answer").asText()).isEqualTo("4");
    assertThat(first.path("scores").path("helpful").asDouble()).isEqualTo(0.5);
    assertThat(first.path("seed").asText()).isEqualTo(String.valueOf(1L << 60));
    JsonNode last = page.path("candidates").get(2).path("response");
    assertThat(last.path("text").asText()).hasSize(CutText.MAX);
    assertThat(last.path("characters").asInt()).isEqualTo(200_000);
  }

  @Test
  void candidatesAreReadInParts() throws Exception {
    JsonNode first = console.json("/v1/candidates?prompt=hard&limit=2");

    JsonNode second =
        console.json("/v1/candidates?prompt=hard&limit=2&after=" + first.path("next").asInt());

    assertThat(first.path("candidates")).hasSize(2);
    assertThat(second.path("candidates")).hasSize(1);
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void rowsThatTheTopicsLackAreMissedInWords() throws Exception {
    console.write(
        connection.topics().progress(),
        "gone",
        Progress.newBuilder(progress("gone", PromptState.SATISFIED, 1, 0))
            .setRecipe("other")
            .build());
    console.write(
        connection.topics().verdicts(),
        "gone",
        Verdict.newBuilder(verdict("gone", 0, Outcome.REJECTED, "DIFFERENT_VALUE"))
            .setRecipe("other")
            .build());

    JsonNode page =
        console.await(
            "/v1/candidates?prompt=gone",
            seen -> seen.path("note").asText().startsWith("0 of the"));

    assertThat(page.path("complete").asBoolean()).isFalse();
    assertThat(page.path("candidates")).isEmpty();
  }

  @Test
  void anUnknownPromptIsNotFound() throws Exception {
    assertThat(console.get("/v1/candidates?prompt=never").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/recipes/arithmetic/prompts?limit=0",
        "/v1/recipes/arithmetic/prompts?limit=201",
        "/v1/recipes/arithmetic/prompts?limit=-1",
        "/v1/recipes/arithmetic/prompts?state=LOST",
        "/v1/recipes/arithmetic/prompts?reason=EQUAL",
        "/v1/recipes/arithmetic/rows?outcome=REJECTED",
        "/v1/recipes/arithmetic/rows?outcome=no&reason=EQUAL",
        "/v1/candidates",
        "/v1/candidates?prompt=hard&limit=65",
        "/v1/candidates?prompt=hard&after=99999999999999",
        "/v1/recipes/arithmetic/prompts?sort=best",
        "/v1/recipes/arithmetic/prompts?sort=hardest&state=EXHAUSTED",
        "/v1/recipes/arithmetic/prompts?unsolvable=perhaps",
        "/v1/datasets/arithmetic/accepted/rows?order=best",
        "/v1/datasets/arithmetic/accepted/rows?limit=51",
        "/v1/dead-letters?limit=201"
      })
  void aQueryThatMeansNothingIsRefused(String path) throws Exception {
    HttpResponse<String> answer = console.get(path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"detail\"");
  }

  @Test
  void eventsHaveWholeOverviewsAndAreSentAgainToAClientThatMissedThem() throws Exception {
    String first = events("", 1).getFirst();

    List<String> resumed = events(first, 2);

    assertThat(first).isNotEmpty();
    assertThat(resumed).hasSize(2).doesNotContain(first).doesNotHaveDuplicates();
  }

  static Stream<String> pages() {
    return Stream.concat(
        Pages.PATHS.stream().map(path -> path.replaceAll(":(\\w+)", "x")),
        Assets.OWN.stream().map(name -> "/console/" + name));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPageForbidsScriptsThatAreNotFilesOfThisServer(String page) throws Exception {
    HttpResponse<String> answer = console.get(page);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .startsWith("default-src 'none'; script-src 'self';")
                    .doesNotContain("unsafe", "http", "*"));
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  static Stream<String> libraries() {
    return Assets.LIBRARIES.keySet().stream().map(name -> "/console/" + name);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void everyFileOfALibraryIsServed(String file) throws Exception {
    HttpResponse<String> answer = console.get(file);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy")).contains(Pages.POLICY);
    assertThat(answer.body()).isNotEmpty().doesNotContain("sourceMappingURL");
  }

  @Test
  void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
    String tag = console.get("/console/style.css").headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        HttpRequest.newBuilder(console.uri("/console/style.css"))
            .header("If-None-Match", tag)
            .build();

    assertThat(console.client().send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageHasAnInlineScriptOrNamesAnotherHost(String page) throws Exception {
    String text = console.get(page).body().replace("http://www.w3.org/2000/svg", "");

    assertThat(text)
        .doesNotContain("http://", "https://", "innerHTML", "eval(", "style=", "<script>");
  }

  @Test
  void aFileThatIsNoneOfThePagesIsNotFound() throws Exception {
    assertThat(console.get("/console/Console.class").statusCode()).isEqualTo(404);
    assertThat(console.get("/console/..%2Fconsole-paths.json").statusCode()).isEqualTo(404);
  }

  @Test
  void everyRouteThatReadsTheStreamNeedsARole() {
    assertThat(console.gateway().rules())
        .filteredOn(rule -> rule.path().startsWith("/v1/") && rule.method().equals("GET"))
        .allMatch(rule -> rule.role().equals(Optional.of(Role.READ)));
  }

  @Test
  void theDescriptionNamesEveryRoute() throws Exception {
    TreeSet<String> described = new TreeSet<>();
    console.json("/openapi.json").path("paths").fieldNames().forEachRemaining(described::add);

    TreeSet<String> served = new TreeSet<>();
    console
        .gateway()
        .rules()
        .forEach(rule -> served.add(rule.path().replaceAll(":(\\w+)", "{$1}")));
    assertThat(described).isEqualTo(served);
  }

  private static List<String> ids(JsonNode page) {
    return page.path("prompts").findValuesAsText("id");
  }

  /** Returns the ids of the next events of a client that has this one. */
  private static List<String> events(String last, int count) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(console.uri("/v1/events"));
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    HttpResponse<InputStream> answer =
        console.client().send(request.build(), BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.startsWith("id: "))
          .limit(count)
          .map(line -> line.substring("id: ".length()))
          .toList();
    }
  }
}
