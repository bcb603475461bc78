package dev.winnow.ops.metrics;

import dev.winnow.curator.CuratorStage;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.Ports;
import dev.winnow.ops.scenario.FaultyRewardServer;
import dev.winnow.ops.scenario.SeededEngine;
import dev.winnow.planner.PlannerConfig;
import dev.winnow.planner.PlannerStage;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.metrics.StageName;
import dev.winnow.runtime.share.TokenPrices;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.reward.RewardWorkerOptions;
import dev.winnow.scorer.stage.ScorerStage;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.verifier.VerifierConfig;
import dev.winnow.verifier.VerifierStage;
import dev.winnow.worker.SynthesizerStage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final String SCORERS = "rm";
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
        pairs: {policy: max_min, per_prompt: 1}
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
    infrastructure =
        new LocalService(
            new LocalConfig(
                directory,
                directory.resolve("datasets"),
                Ports.freePair(),
                0,
                0,
                Set.of(POOL),
                TopicSettings.LOCAL,
                Format.PARQUET,
                Duration.ofSeconds(1)));
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
    stages.put(
        stage,
        switch (stage) {
          case GATEWAY ->
              MeasuredStage.start(
                  connection,
                  measured ->
                      new GatewayStage(measured, GatewayConfig.local(0), Installed.catalog()));
          case PLANNER ->
              MeasuredStage.start(
                  connection,
                  measured ->
                      PlannerStage.create(
                          measured,
                          PlannerConfig.of(streams("planner"), TopicSettings.LOCAL),
                          Installed.catalog().verification()));
          case SYNTHESIZER ->
              MeasuredStage.start(
                  connection,
                  measured -> new SynthesizerStage(measured, worker(POOL), new SeededEngine()));
          case VERIFIER ->
              MeasuredStage.start(
                  connection,
                  measured ->
                      VerifierStage.create(measured, VerifierConfig.of(streams("verifier"))));
          case SCORER ->
              MeasuredStage.start(connection, measured -> scorer(measured, worker(SCORERS)));
          case CURATOR ->
              MeasuredStage.start(
                  connection, measured -> CuratorStage.create(measured, streams("curator")));
          case SINK ->
              MeasuredStage.start(
                  connection,
                  measured ->
                      new SinkStage(
                          measured,
                          new SinkConfig(
                              DatasetsLocation.of(directory.resolve("datasets")),
                              Format.PARQUET,
                              1_000,
                              1 << 20,
                              Duration.ofSeconds(1))));
        });
  }

  private ScorerStage scorer(KafkaConnection measured, WorkerConfig config) {
    RewardPlugin type = new RewardPlugin();
    RewardWorkerOptions options =
        Options.bind(
            RewardWorkerOptions.class,
            Map.of(
                "model",
                "tiny-reward",
                "base_url",
                rewards.uri().toString(),
                "dialect",
                "openrlhf",
                "chat_template",
                directory.resolve("template.jinja").toString()));
    return ScorerStage.create(measured, config, type, type.prepare(options).get());
  }

  private static WorkerConfig worker(String pool) {
    return new WorkerConfig(
        pool,
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Optional.of(new TokenPrices(0.5, 1.5)));
  }

  private StreamsProperties streams(String stage) {
    return StreamsProperties.local(directory.resolve(stage));
  }

  /** Publishes the recipe and its prompts. */
  void publishPrompts() throws Exception {
    Path file = Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
    Recipe recipe = RecipeFile.read(file, Installed.catalog(), Instant.EPOCH);
    KafkaConnection counted =
        stages.containsKey(StageName.GATEWAY)
            ? stages.get(StageName.GATEWAY).connection()
            : connection;
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
