package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalPorts;
import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.FilePublisher;
import dev.winnow.producers.publish.KnownIds;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.publish.TakenIds;
import dev.winnow.producers.publish.TakenIds.Finding;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.sink.row.Format;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids that an earlier run gave to other prompts are named by the run that meets them. */
class TakenIdsIT {
  private static final String RECIPE =
      "name: taken\n"
          + "pool: test\n"
          + "check: {type: math}\n"
          + "allocation: {strategy: fixed, candidates: 1}\n";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private LocalService service;

  @BeforeEach
  void start() throws Exception {
    service =
        new LocalService(
            new LocalConfig(
                directory,
                directory.resolve("datasets"),
                LocalPorts.free(),
                Set.of("test"),
                new TopicSettings(2, (short) 1, Duration.ofDays(1), Duration.ofDays(1)),
                Format.JSONL,
                Duration.ofSeconds(5)));
    service.start(Map.of());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aRunNamesTheIdsThatEarlierRunsGaveToOtherPrompts() throws Exception {
    Finding first = publish(prompts(0, 20, "1 + %d?"));
    Finding same = publish(prompts(0, 20, "1 + %d?"));
    Finding other = publish(prompts(18, 25, "2 + %d?"));
    Finding again = publish(prompts(30, 32, "1 + %d?"));

    assertThat(first).isEqualTo(new Finding(Set.of(), true));
    assertThat(same).isEqualTo(new Finding(Set.of(), true));
    assertThat(other).isEqualTo(new Finding(Set.of("id 18", "id 19"), true));
    assertThat(again).isEqualTo(new Finding(Set.of(), true));
  }

  private static String prompts(int from, int to, String question) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                "{\"id\": \"id %d\", \"prompt\": \"%s\", \"reference\": \"1\"}%n"
                    .formatted(i, question.formatted(i)))
        .collect(Collectors.joining());
  }

  /** One run, as the command does it. */
  private Finding publish(String lines) throws Exception {
    try (Publisher publisher = new Publisher(service.connection());
        TakenIds taken = TakenIds.from(service.connection())) {
      publisher
          .publish(
              RecipeFile.parse(
                  "recipe",
                  RECIPE.getBytes(StandardCharsets.UTF_8),
                  Installed.catalog(),
                  Instant.EPOCH))
          .get();
      FilePublisher files =
          new FilePublisher(
              publisher::publish,
              new PromptReader("taken", Optional.empty()),
              new KnownIds(),
              InstantSource.system());
      var summary =
          files.publish(
              new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "x", bytes -> {});
      assertThat(summary.isClean()).isTrue();
      return taken.find(publisher.lastOffsets(), PATIENCE);
    }
  }
}
