package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.letter;
import static dev.winnow.ops.console.ConsoleRecords.pair;
import static dev.winnow.ops.console.ConsoleRecords.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.testing.Records;
import dev.winnow.sink.storage.DatasetsLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The API of difficulty, data, pools and dead letters. */
@ExtendWith(SharedCluster.class)
class ConsolePagesIT {
  @TempDir private static Path datasets;
  private static KafkaConnection connection;
  private static ConsoleHarness console;

  @BeforeAll
  static void start() throws Exception {
    connection = SharedCluster.topics(2);
    Files.createDirectories(datasets.resolve("arithmetic"));
    Files.writeString(
        datasets.resolve("arithmetic/stats.json"),
        "{\"accepted\": {\"rows\": 3, \"tokens\": 30, \"by_reason\": {\"EQUAL\": 3}}}");
    Files.writeString(
        datasets.resolve("arithmetic/manifest.jsonl"),
        "{\"path\": \"arithmetic/accepted/part-1.parquet\", \"kind\": \"accepted\", \"bytes\": 100,"
            + " \"stats\": {\"rows\": 3}}\n");
    console = new ConsoleHarness(connection, Optional.of(DatasetsLocation.of(datasets)));
    String topic = connection.topics().progress();
    console.write(topic, "hard", progress("hard", PromptState.EXHAUSTED, 0, 8));
    console.write(topic, "middle", progress("middle", PromptState.EXHAUSTED, 1, 3));
    console.write(topic, "easy", progress("easy", PromptState.SATISFIED, 4, 0));
    console.judge("hard", 0, Outcome.REJECTED, "DIFFERENT_VALUE", "it is 4");
    console.judge("easy", 0, Outcome.ACCEPTED, "EQUAL", "it is 3");
    console.write(connection.topics().pairs(), "easy", pair("easy", "it is 3", "it is 4"));
    Recipe recipe = Recipe.newBuilder(Records.recipe()).setName("arithmetic").build();
    console.write(connection.topics().recipes(), "arithmetic", Records.versioned(recipe));
    console.write(
        connection.topics().recipes(),
        "arithmetic",
        Records.versioned(Recipe.newBuilder(recipe).setPriority(5).build()));
    Instant now = Instant.now();
    console.report("slow", WorkerState.READY, 10);
    console.report("fast", WorkerState.READY, 100);
    console.write(
        connection.topics().deadLetters(), "p", letter("NOT_AVRO", now.minusSeconds(60), "old"));
    console.write(connection.topics().deadLetters(), "p", letter("NOT_AVRO", now, "newest"));
    console.await("/v1/overview", seen -> seen.path("reading").asText().equals("ALL"));
    console.await("/v1/dead-letters", seen -> seen.path("letters").size() == 2);
    console.await("/v1/pools", seen -> seen.path("workers").size() == 2);
    console.await("/v1/recipes/arithmetic/difficulty", seen -> seen.path("prompts").asInt() == 3);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void theHardestUnsolvedPromptIsFirst() throws Exception {
    JsonNode page = console.json("/v1/recipes/arithmetic/prompts?sort=hardest&limit=1");

    assertThat(page.path("prompts").findValuesAsText("id")).containsExactly("hard");
    assertThat(
            console
                .json(
                    "/v1/recipes/arithmetic/prompts?sort=hardest&limit=1&after="
                        + page.path("next").asText())
                .path("prompts")
                .findValuesAsText("id"))
        .containsExactly("middle");
  }

  @Test
  void difficultyHasTheEndedPromptsByPassRate() throws Exception {
    JsonNode difficulty = console.json("/v1/recipes/arithmetic/difficulty");

    assertThat(difficulty.path("prompts").asInt()).isEqualTo(3);
    assertThat(difficulty.path("deciles").get(0).path("candidates_per_prompt").asDouble())
        .isEqualTo(8.0);
    assertThat(difficulty.path("histogram").get(0).asInt()).isEqualTo(1);
  }

  @Test
  void theForecastSimulatesThePublishedVersion() throws Exception {
    JsonNode forecast = console.json("/v1/recipes/arithmetic/forecast");

    assertThat(forecast.path("simulated").asInt()).isEqualTo(3);
    assertThat(forecast.path("candidates_per_prompt").asDouble()).isPositive();
    assertThat(console.get("/v1/recipes/none/forecast").statusCode()).isEqualTo(404);
  }

  @Test
  void versionsAreListedNewestFirstAsYaml() throws Exception {
    JsonNode versions = console.json("/v1/recipes/arithmetic/versions").path("versions");

    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).path("yaml").asText()).contains("priority: 5");
    assertThat(versions.get(1).path("yaml").asText()).contains("priority: 1");
  }

  @Test
  void aDatasetHasItsRowsFilesAndTheWayToLoadIt() throws Exception {
    JsonNode one = console.json("/v1/datasets/arithmetic/accepted").path("stored");

    assertThat(one.path("stats").path("rows").asInt()).isEqualTo(3);
    assertThat(one.path("file_count").asInt()).isEqualTo(1);
    assertThat(one.path("load").asText())
        .contains("load_dataset(\"" + datasets.resolve("arithmetic") + "\", \"accepted\"");
    assertThat(console.json("/v1/datasets").path("recipes").get(0).path("rows").path("accepted"))
        .hasToString("3");
  }

  @Test
  void rowsAndPairsAreReadFromTheTopics() throws Exception {
    JsonNode rows = console.json("/v1/datasets/arithmetic/accepted/rows?order=random");
    JsonNode pairs = console.json("/v1/datasets/arithmetic/pairs/rows");

    assertThat(rows.path("rows")).hasSize(1);
    assertThat(rows.at("/rows/0/candidate/response/text").asText()).isEqualTo("it is 3");
    assertThat(pairs.at("/rows/0/pair/margin").asDouble()).isEqualTo(2.25);
    assertThat(pairs.at("/rows/0/pair/rejected/text/text").asText()).isEqualTo("it is 4");
    assertThat(console.json("/v1/datasets/arithmetic/accepted/rows?reason=NONE").path("rows"))
        .isEmpty();
  }

  @Test
  void aNameThatIsAPathIsNoDataset() throws Exception {
    assertThat(console.get("/v1/datasets/..%2F..%2Fetc/accepted").statusCode()).isEqualTo(404);
    assertThat(console.get("/v1/datasets/.sink/log").statusCode()).isEqualTo(404);
  }

  @Test
  void workersAreListedWithTheirRatesTheSlowestFirst() {
    JsonNode workers =
        console
            .await("/v1/pools", seen -> seen.at("/workers/1/tokens_per_second").asDouble() > 50)
            .path("workers");

    assertThat(workers.findValuesAsText("worker")).containsExactly("slow", "fast");
    assertThat(workers.get(0).path("tokens_per_second").asDouble()).isBetween(5.0, 15.0);
    assertThat(workers.get(1).path("tokens_per_second").asDouble()).isBetween(90.0, 110.0);
  }

  @Test
  void workersSayTheirBatchFillAndTheirCost() {
    JsonNode worker =
        console
            .await("/v1/pools", seen -> seen.at("/workers/1/cost").asDouble() > 0)
            .path("workers")
            .get(1);

    assertThat(worker.path("fill").asDouble()).isEqualTo(0.75);
    assertThat(worker.path("output_price").asDouble()).isEqualTo(2.0);
    assertThat(worker.path("next_request_at").isNull()).isTrue();
  }

  @Test
  void aRecipeAndAPromptHaveTheirCostAndWithoutAPriceItIsUnknown() throws Exception {
    console.write(
        connection.topics().progress(),
        "unpriced",
        Progress.newBuilder(progress("unpriced", PromptState.SATISFIED, 1, 0))
            .setRecipe("elsewhere")
            .build());
    JsonNode costs =
        console.await("/v1/overview", seen -> seen.at("/status/recipes").size() == 2).path("costs");
    JsonNode prompt = console.json("/v1/candidates?prompt=hard");
    JsonNode unpriced = console.json("/v1/candidates?prompt=unpriced");

    assertThat(costs).hasSize(1);
    assertThat(costs.get(0).path("recipe").asText()).isEqualTo("arithmetic");
    assertThat(costs.get(0).path("spent").asDouble()).isCloseTo(160 * 2.0 / 1e6, offset(1e-12));
    assertThat(prompt.path("cost").asDouble()).isCloseTo(80 * 2.0 / 1e6, offset(1e-12));
    assertThat(unpriced.has("cost")).isTrue();
    assertThat(unpriced.path("cost").isNull()).isTrue();
  }

  @Test
  void deadLettersHaveTheirFirstBytesAndAreDownloadedWhole() throws Exception {
    JsonNode newest = console.json("/v1/dead-letters?limit=1").path("letters").get(0);
    String path = "/v1/dead-letters/" + newest.path("id").asText();

    assertThat(console.json(path).path("head").asText()).isEqualTo("bmV3ZXN0");
    assertThat(console.get(path + "/value").body()).isEqualTo("newest");
    assertThat(console.get("/v1/dead-letters/0/999").statusCode()).isEqualTo(404);
    assertThat(console.get("/v1/dead-letters/x/y").statusCode()).isEqualTo(404);
  }
}
