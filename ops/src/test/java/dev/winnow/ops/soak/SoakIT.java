package dev.winnow.ops.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfigs;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.scenario.SeededEngine;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.testing.PrometheusText;
import dev.winnow.runtime.testing.PrometheusText.Families;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broker and all stages in one process, with prompts that come as fast as others end, for as long
 * as {@code -Dwinnow.soak.minutes} says. {@code target/soak} gets the samples and their figure.
 */
@EnabledIfSystemProperty(named = "winnow.soak.minutes", matches = "[1-9][0-9]*")
class SoakIT {
  private static final String POOL = "soak";
  private static final int OPEN_PROMPTS = 200;
  private static final long SAMPLE_SECONDS = 10;
  private static final Path TARGET = Path.of("target", "soak");
  private static final String RECIPE =
      """
      name: soak
      pool: soak
      check: {type: math}
      allocation: {strategy: adaptive, accepted: 4, max_candidates: 32, price: 100}
      curate:
        selected: {take: 2, by: random}
      """;

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch never = new CountDownLatch(1);
  private final List<SoakSample> samples = new ArrayList<>();
  private long published;

  @Test
  void memoryIsFlatWhilePromptsRun() throws Exception {
    Duration length = Duration.ofMinutes(Integer.getInteger("winnow.soak.minutes"));
    Operations operations = new Operations(Optional.of(HttpAccessConfig.local(0)));
    try (LocalService service = new LocalService(LocalConfigs.in(directory, POOL), operations)) {
      service.start(Map.of(POOL, SeededEngine::new));
      keepBusy(service, operations.uri().orElseThrow().resolve("/metrics"), length);
      // Written before the assertions, so that a developer can read it when one of them fails.
      write();
      assertThat(service.health().describe()).isEqualTo("ok");
    }

    assertThat(growth(SoakSample::heap)).as("growth of the live heap").isLessThan(1.10);
    assertThat(growth(SoakSample::anonymous)).as("growth of heap and native").isLessThan(1.10);
  }

  private void keepBusy(LocalService service, URI metrics, Duration length) throws Exception {
    long start = System.nanoTime();
    long sampledAt = Long.MIN_VALUE;
    Recipe recipe =
        RecipeFile.parse(
            "soak.yaml",
            RECIPE.getBytes(StandardCharsets.UTF_8),
            Installed.catalog(),
            Instant.EPOCH);
    try (Publisher publisher = new Publisher(service.connection())) {
      publisher.publish(recipe).get();
      for (long now = 0; now < length.toSeconds(); now = seconds(start)) {
        Families scraped = scrape(metrics);
        if (now - SAMPLE_SECONDS >= sampledAt || samples.isEmpty()) {
          sampledAt = now;
          samples.add(SoakSample.take(now, scraped));
        }
        double ended = SoakSample.sum(scraped, "winnow_prompts_ended_total");
        while (published - ended < OPEN_PROMPTS) {
          var unused = publisher.publish(prompt(recipe, published++));
        }
        boolean isOver = never.await(1, TimeUnit.SECONDS);
        assertThat(isOver).isFalse();
      }
    }
  }

  private static long seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  private Families scrape(URI metrics) throws Exception {
    return PrometheusText.parse(
        client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body());
  }

  private static Prompt prompt(Recipe recipe, long number) {
    return Prompt.newBuilder()
        .setId("soak-" + number)
        .setRecipe(recipe.getName())
        .setMessages(List.of(RecordFactory.message("user", number + " + 1?")))
        .setReference(String.valueOf(number + 1))
        .setPublishedAt(Instant.EPOCH)
        .build();
  }

  private void write() throws Exception {
    Files.createDirectories(TARGET);
    Files.write(
        TARGET.resolve("soak.csv"),
        Stream.concat(Stream.of(SoakSample.HEADER), samples.stream().map(SoakSample::csv))
            .toList());
    SoakSample last = samples.getLast();
    String title =
        "%.0f minutes, %,d prompts, %,.0f candidates"
            .formatted(last.seconds() / 60, published, last.verdicts());
    SoakChart.write(samples, title, TARGET.resolve("soak.svg"));
  }

  /** The mean of the last third, by that of the third before: the first third warms up. */
  private double growth(ToDoubleFunction<SoakSample> bytes) {
    int third = samples.size() / 3;
    return mean(samples.subList(2 * third, samples.size()), bytes)
        / mean(samples.subList(third, 2 * third), bytes);
  }

  private static double mean(List<SoakSample> part, ToDoubleFunction<SoakSample> bytes) {
    return part.stream().mapToDouble(bytes).average().orElseThrow();
  }
}
