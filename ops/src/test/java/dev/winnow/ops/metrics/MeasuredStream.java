package dev.winnow.ops.metrics;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfigs;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.scenario.FaultyRewardServer;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.metrics.StageName;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Every stage, each with an operations port of its own, on one broker. Not thread-safe. */
final class MeasuredStream implements AutoCloseable {
  static final String POOL = "measured";
  static final int PROMPTS = 20;
  static final int CANDIDATES = 8;
  static final String SCORERS = "rm";
  private static final String RECIPE =
      """
      name: measured
      pool: measured
      verify:
        checks: [{type: math}]
        scorers: [{name: quality, type: reward, pool: rm}]
        accept: quality > 0
      allocation: {strategy: fixed, candidates: 8}
      budget: {candidates: 100000, tokens: 100000000}
      curate:
        selected: {take: 1, by: score}
        pairs: {policy: right_wrong, per_prompt: 1}
      """;

  private final Path directory;
  private final LocalService infrastructure;
  private final KafkaConnection connection;
  private final FaultyRewardServer rewards;
  private final Map<StageName, MeasuredStage> stages = new TreeMap<>();

  MeasuredStream(Path directory) throws Exception {
    this.directory = directory;
    rewards = new FaultyRewardServer();
    Files.writeString(
        directory.resolve("template.jinja"), "{% for m in messages %}|{{ m.content }}{% endfor %}");
    infrastructure = new LocalService(LocalConfigs.in(directory, POOL));
    connection = infrastructure.connection();
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(
          admin, List.of(TopicSettings.LOCAL.ofPool(connection.topics().scoring(SCORERS))));
    }
  }

  @Override
  public void close() {
    stages.values().forEach(MeasuredStage::close);
    infrastructure.close();
    rewards.close();
  }

  /** The stages that were started. */
  Map<StageName, MeasuredStage> stages() {
    return stages;
  }

  /** Starts a stage. */
  void start(StageName stage) {
    stages.put(stage, new StageOpener(connection, directory, rewards.uri()).start(stage));
  }

  /** A stage that was started. */
  MeasuredStage stage(StageName name) {
    return Objects.requireNonNull(stages.get(name), "started");
  }

  /** Publishes the recipe and its prompts. */
  void publishPrompts() throws Exception {
    Path file = Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
    Recipe recipe = RecipeFile.read(file, Installed.catalog(), Instant.EPOCH);
    KafkaConnection counted =
        stages.containsKey(StageName.GATEWAY) ? stage(StageName.GATEWAY).connection() : connection;
    try (Publisher publisher = new Publisher(counted)) {
      publisher.publish(recipe).get();
      for (int i = 0; i < PROMPTS; i++) {
        publisher
            .publish(
                Prompt.newBuilder()
                    .setId("prompt-" + i)
                    .setRecipe(recipe.getName())
                    .setMessages(List.of(RecordFactory.message("user", i + " + 1?")))
                    .setReference(String.valueOf(i + 1))
                    .setPublishedAt(Instant.EPOCH)
                    .build())
            .get();
      }
    }
  }

  /** Asks the gateway for its description, and for what it does not have. */
  void askGateway() {
    stage(StageName.GATEWAY).getServed("/openapi.json");
    stage(StageName.GATEWAY).getServed("/v1/prompts/unknown");
  }

  /** One for each stage that reads a topic: each sends a dead letter. */
  void publishBadRecords() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.properties(Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String topic :
          List.of(
              connection.topics().prompts(),
              connection.topics().sampling(POOL),
              connection.topics().candidates(),
              connection.topics().scoring(SCORERS),
              connection.topics().samples(Outcome.ACCEPTED))) {
        byte[] bytes = "not Avro".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, bytes, bytes)).get();
      }
    }
  }
}
