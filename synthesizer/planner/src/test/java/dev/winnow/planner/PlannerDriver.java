package dev.winnow.planner;

import dev.winnow.planner.state.PromptStatus;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The planner's topology without a broker; its clock starts at {@link Records#NOW}. Unless told
 * otherwise, its pool has a worker that is ready and holds nothing.
 */
final class PlannerDriver implements AutoCloseable {
  static final Topics TOPICS = Topics.DEFAULT;
  static final Duration TICK = Duration.ofSeconds(1);
  static final Duration RECIPE_WAIT = Duration.ofSeconds(10);

  private final KafkaConnection connection =
      new KafkaConnection("unused:9092", new InMemorySchemaRegistry(), TOPICS, Map.of());
  private final List<String> pools = new ArrayList<>();
  private final Map<String, String> refused = new HashMap<>();
  private final Map<String, WorkerStatus> workers = new HashMap<>();
  private Instant now = Records.NOW;
  private int reports;
  private final TopologyTestDriver driver;

  PlannerDriver(Path stateDirectory) {
    this(stateDirectory, PlannerConfig.DEFAULT_WINDOW);
  }

  PlannerDriver(Path stateDirectory, int window) {
    this(stateDirectory, window, AnyVerification.INSTANCE);
  }

  PlannerDriver(Path stateDirectory, int window, VerificationCatalog catalog) {
    StreamsProperties streams = StreamsProperties.local(stateDirectory);
    Properties properties = new Properties();
    properties.putAll(streams.of(connection, PlannerStage.NAME));
    PlannerConfig config =
        new PlannerConfig(streams, TopicSettings.LOCAL, RECIPE_WAIT, TICK, window);
    driver =
        new TopologyTestDriver(
            PlannerTopology.build(connection, config, catalog, this::poolRefusal),
            properties,
            Records.NOW);
    work(Records.POOL, WorkerState.READY, "", "", 0);
  }

  byte[] bytes(SpecificRecord value) {
    return Objects.requireNonNull(
        new AvroSerializer<>(connection.registry()).serialize("any", value));
  }

  /** Publishes this many prompts, with the ids {@code p0}, {@code p1} and so on. */
  void publishPrompts(int count) {
    for (int i = 0; i < count; i++) {
      publish(Records.prompt("p" + i));
    }
  }

  void publish(Recipe recipe) {
    send(TOPICS.recipes(), utf8(recipe.getName()), bytes(recipe));
  }

  void delete(Recipe recipe) {
    send(TOPICS.recipes(), utf8(recipe.getName()), null);
  }

  void publish(Prompt prompt) {
    send(TOPICS.prompts(), utf8(prompt.getId()), bytes(prompt));
  }

  void judge(Verdict... verdicts) {
    for (Verdict verdict : verdicts) {
      send(TOPICS.verdicts(), utf8(verdict.getPromptId()), bytes(verdict));
    }
  }

  /** The verifier has these candidates, and waits for their scores. */
  void awaitScores(String promptId, int... indices) {
    for (int index : indices) {
      send(TOPICS.scoringStarted(), utf8(promptId), bytes(new ScoringStarted(promptId, index)));
    }
  }

  void send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    input.pipeInput(new TestRecord<>(key, value));
  }

  /** Lets this much time go by, with a tick after the first second and at its end. */
  void pass(Duration time) {
    workers.values().forEach(this::report);
    if (time.compareTo(TICK) > 0) {
      advance(TICK);
      workers.values().forEach(this::report);
      advance(time.minus(TICK));
    } else {
      advance(time);
    }
  }

  private void advance(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** From now on the pool's only worker reports this whenever time goes by. */
  void work(String pool, WorkerState state, String reasonCode, String reason, int held) {
    boolean isReady = state == WorkerState.READY;
    workers.put(
        pool,
        WorkerStatus.newBuilder()
            .setPool(pool)
            .setWorker("w")
            .setState(state)
            .setReasonCode(isReady ? null : reasonCode)
            .setReason(isReady ? null : reason)
            .setSince(now)
            .setHeld(held)
            .setModel("any")
            .setReportedAt(now)
            .build());
  }

  /** The pool's worker is killed: it says nothing any more. */
  void killWorker(String pool) {
    workers.remove(pool);
  }

  private void report(WorkerStatus status) {
    WorkerStatus report =
        WorkerStatus.newBuilder(status)
            .setReportedAt(now.plusNanos(1_000_000L * ++reports))
            .build();
    send(TOPICS.workers(), utf8(status.getPool() + "/w"), bytes(report));
  }

  /** No topic is made for these pools. */
  void refusePool(String pool, String why) {
    refused.put(pool, why);
  }

  private Optional<String> poolRefusal(Recipe recipe) {
    String pool = recipe.getPool();
    if (!refused.containsKey(pool) && !pools.contains(pool)) {
      pools.add(pool);
    }
    return Optional.ofNullable(refused.get(pool));
  }

  /**
   * Sampling requests of the pool {@link Records#POOL} that were not read yet; so are all lists
   * below.
   */
  List<SamplingRequest> requests() {
    return requests(Records.POOL);
  }

  List<SamplingRequest> requests(String pool) {
    return read(TOPICS.sampling(pool), SamplingRequest.class);
  }

  List<Progress> progress() {
    return read(TOPICS.progress(), Progress.class);
  }

  List<UsageReport> usageReports() {
    return read(TOPICS.usageReports(), UsageReport.class);
  }

  List<QuotaLease> quotaLeases() {
    return read(TOPICS.quotaLeases(), QuotaLease.class);
  }

  List<Candidate> candidates() {
    return read(TOPICS.candidates(), Candidate.class);
  }

  /** Prompts that the verifier was told to forget, and were not yet read. */
  List<String> forgotten() {
    return driver
        .createOutputTopic(
            TOPICS.candidates(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .filter(record -> record.value() == null)
        .map(TestRecord::key)
        .toList();
  }

  /** Prompts whose progress was taken back; reads all progress that was not yet read. */
  List<String> takenBack() {
    return driver
        .createOutputTopic(TOPICS.progress(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .filter(record -> record.value() == null)
        .map(TestRecord::key)
        .toList();
  }

  List<DeadLetter> deadLetters() {
    return read(TOPICS.deadLetters(), DeadLetter.class);
  }

  /** The pools whose topics the planner asked for, in order. */
  List<String> pools() {
    return pools;
  }

  KeyValueStore<String, PromptStatus> statuses() {
    return driver.getKeyValueStore(PlannerTopology.STATUSES);
  }

  KeyValueStore<byte[], byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    return driver
        .createOutputTopic(
            topic, new StringDeserializer(), new AvroDeserializer<>(connection.registry(), type))
        .readValuesToList()
        .stream()
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
