package dev.winnow.ops.scenario;

import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalPorts;
import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.testing.Records;
import dev.winnow.sink.row.Format;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.openai.OpenAiConfig;
import dev.winnow.worker.engine.openai.OpenAiEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole stream in front of scripted servers: one pool for each. */
final class ServerStream implements AutoCloseable {
  static final int CANDIDATES = 4;
  static final int MAX_TOKENS = 64;

  private static final String KEY_VARIABLE = "SCRIPTED_KEY";
  private static final Duration REQUEST = Duration.ofSeconds(2);

  private final Path directory;
  private final LocalService service;

  ServerStream(Path directory, Map<String, Supplier<Engine>> engines) throws Exception {
    this.directory = directory;
    this.service =
        new LocalService(
            new LocalConfig(
                directory,
                directory.resolve("datasets"),
                LocalPorts.free(),
                engines.keySet(),
                new TopicSettings(1, (short) 1, Duration.ofDays(1), Duration.ofDays(1)),
                Format.JSONL,
                Duration.ofSeconds(1)));
    service.start(engines);
  }

  /** An engine that gives up on a request soon, and asks a server that failed again soon. */
  static Supplier<Engine> engine(URI url, int perRequest, int maxRequests, Duration longest) {
    return () ->
        new OpenAiEngine(
            new OpenAiConfig(
                url,
                "scripted",
                Optional.of(KEY_VARIABLE),
                perRequest,
                maxRequests,
                REQUEST,
                new Backoff(4, Duration.ofMillis(100), longest, Duration.ofMinutes(1)),
                1 << 20),
            Map.of(KEY_VARIABLE, ServerCases.KEY)::get);
  }

  KafkaConnection connection() {
    return service.connection();
  }

  Path datasets() {
    return directory.resolve("datasets");
  }

  boolean healthy() {
    return service.healthy();
  }

  /** Publishes a recipe of a fixed number of candidates, and prompts that all ask this. */
  void publish(String recipe, String pool, int prompts, String asks, @Nullable Budget budget)
      throws Exception {
    try (Publisher publisher = new Publisher(connection())) {
      publisher.publish(recipe(recipe, pool, budget)).get();
      for (int i = 0; i < prompts; i++) {
        publisher
            .publish(
                Prompt.newBuilder()
                    .setId(recipe + '-' + i)
                    .setRecipe(recipe)
                    .setMessages(List.of(RecordFactory.message("user", asks)))
                    .setReference("42")
                    .setPublishedAt(Instant.EPOCH)
                    .build())
            .get();
      }
    }
  }

  @Override
  public void close() {
    service.close();
  }

  private static Recipe recipe(String name, String pool, @Nullable Budget budget) {
    Recipe recipe =
        Recipe.newBuilder()
            .setName(name)
            .setVersion("")
            .setPool(pool)
            .setSampling(new SamplingParams(1.0, 1.0, 0, MAX_TOKENS, List.of()))
            .setVerification(RecordFactory.verification(RecordFactory.check("math", Map.of())))
            .setAllocation(Records.fixed(CANDIDATES))
            .setBudget(budget)
            .setSeed(3)
            .setReissueAfterMs(600_000)
            .setMaxReissues(2)
            .setPublishedAt(Instant.EPOCH)
            .build();
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }
}
