package dev.winnow.ops.status;

import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicPartitions;
import dev.winnow.runtime.kafka.TopicScan.NoTopicException;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows what the stages write about themselves: workers and progress from the beginning, verdicts
 * of the last minute, dead letters of the last hour. It belongs to no group. Not thread-safe.
 */
public final class StreamFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final InstantSource clock;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Decoder<Progress> progress;
  private final Decoder<Verdict> verdicts;
  private final Decoder<WorkerStatus> workers;
  private final Decoder<DeadLetter> deadLetters;
  private final Decoder<Recipe> recipes;

  private final FollowedPrompts prompts;
  private final RecentVerdicts recent = new RecentVerdicts();
  private final RecentDeadLetters letters = new RecentDeadLetters();
  private final Pools pools;

  private final Map<TopicPartition, Long> kept;

  /** The ends that the topics had when they were opened. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /**
   * Opens the topics.
   *
   * @throws NoTopicException if one does not exist
   */
  public StreamFollower(KafkaConnection connection, InstantSource clock) {
    this(connection, clock, new PromptCounts());
  }

  /**
   * Opens the topics.
   *
   * @param prompts takes what is read of prompts
   * @throws NoTopicException if one does not exist
   * @throws PositionLostException if one ends before what was read of it
   */
  public StreamFollower(KafkaConnection connection, InstantSource clock, FollowedPrompts prompts) {
    this.prompts = prompts;
    this.kept = Map.copyOf(prompts.positions());
    this.connection = connection;
    this.clock = clock;
    this.progress = new Decoder<>(connection.registry(), Progress.class);
    this.verdicts = new Decoder<>(connection.registry(), Verdict.class);
    this.workers = new Decoder<>(connection.registry(), WorkerStatus.class);
    this.deadLetters = new Decoder<>(connection.registry(), DeadLetter.class);
    this.recipes = new Decoder<>(connection.registry(), Recipe.class);
    this.pools = new Pools(clock.instant());
    this.consumer =
        CommittedRecords.consumer(
            connection,
            Map.of(
                "auto.offset.reset",
                prompts.wantsWholeTopics() ? "none" : "earliest",
                "max.poll.records",
                5_000));
    try {
      start();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Reads to the end that the topics had when they were opened.
   *
   * @param listener receives the number of records read so far; what it throws ends the reading
   */
  public void catchUp(LongConsumer listener) {
    long read = 0;
    while (!hasCaughtUp()) {
      read += poll(POLL);
      listener.accept(read);
    }
  }

  /** Returns whether what was on the topics when they were opened has been read. */
  public boolean hasCaughtUp() {
    return !TopicPartitions.isBehind(consumer, ends);
  }

  /**
   * Reads what is there; waits up to this long if there is nothing.
   *
   * @return number of records, without those that were taken before
   */
  public int poll(Duration timeout) {
    int read = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      take(record);
      read += isNew(record) ? 1 : 0;
    }
    return read;
  }

  /**
   * Returns the offsets of the first records that were not taken yet, of the topics that are wanted
   * whole, without that of the workers: whether a worker is there is seen from its next reports.
   */
  public Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      if (!partition.topic().equals(connection.topics().workers())) {
        long read = kept.getOrDefault(partition, 0L);
        positions.put(partition, Math.max(read, consumer.position(partition)));
      }
    }
    return positions;
  }

  /** Returns what was read so far, with what the cluster says of its groups and brokers. */
  public StreamStatus status(ClusterView.Seen seen) {
    Instant now = clock.instant();
    List<StreamStatus.PoolStatus> states = pools.statuses(now);
    List<StreamStatus.RecipeStatus> recipes = prompts.recipes();
    Map<String, Long> dead = letters.byReason(now);
    return new StreamStatus(
        now.toString(),
        recent.rates(now),
        states,
        recipes,
        seen.groups(),
        dead,
        seen.cluster(),
        Blockers.reasons(states, recipes, seen, dead));
  }

  /** Returns the workers that have reported lately, with their rates, the slowest first. */
  public List<WorkerView> workers() {
    return pools.workers(clock.instant());
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void start() {
    List<TopicPartition> whole = new ArrayList<>(partitions(connection.topics().progress()));
    whole.addAll(partitions(connection.topics().workers()));
    Map<TopicPartition, Instant> from = new HashMap<>();
    Instant now = clock.instant();
    List<TopicPartition> judged = partitions(connection.topics().verdicts());
    List<TopicPartition> dead = partitions(connection.topics().deadLetters());
    judged.forEach(partition -> from.put(partition, now.minus(RecentVerdicts.WINDOW)));
    dead.forEach(partition -> from.put(partition, now.minus(RecentDeadLetters.WINDOW)));
    if (prompts.wantsWholeTopics()) {
      whole.addAll(judged);
      whole.addAll(dead);
      whole.addAll(partitions(connection.topics().recipes()));
    }
    StartPositions start = new StartPositions(whole, from, kept);
    start.seek(consumer);
    ends.putAll(consumer.endOffsets(start.partitions()));
  }

  /** Records that were taken before are read for what is recent alone. */
  private boolean isNew(ConsumerRecord<byte[], byte[]> record) {
    return record.offset()
        >= kept.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    if (topic.equals(connection.topics().deadLetters())) {
      // The key is that of the original record, which may have none.
      decoded(deadLetters, record).ifPresent(letter -> dead(letter, record));
    } else if (record.key() != null) {
      takeKeyed(topic, record);
    }
  }

  private void takeKeyed(String topic, ConsumerRecord<byte[], byte[]> record) {
    if (topic.equals(connection.topics().progress())) {
      prompts.progress(record.key(), decoded(progress, record));
    } else if (topic.equals(connection.topics().workers())) {
      Optional<WorkerStatus> report = decoded(workers, record);
      pools.put(text(record.key()), report, clock.instant());
      report.ifPresent(prompts::worker);
    } else if (topic.equals(connection.topics().verdicts())) {
      decoded(verdicts, record).ifPresent(verdict -> judge(verdict, record));
    } else if (topic.equals(connection.topics().recipes())) {
      Optional<Recipe> recipe = decoded(recipes, record);
      if (recipe.isPresent() || record.value() == null) {
        prompts.recipe(text(record.key()), recipe);
      }
    }
  }

  private void dead(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
    letters.add(letter);
    if (isNew(record)) {
      prompts.deadLetter(new StoredDeadLetter(record.partition(), record.offset(), letter));
    }
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  private void judge(Verdict verdict, ConsumerRecord<byte[], byte[]> record) {
    recent.add(verdict, record.timestamp());
    if (isNew(record)) {
      prompts.verdict(verdict, record.timestamp());
    }
  }

  private static <T extends SpecificRecord> Optional<T> decoded(
      Decoder<T> decoder, ConsumerRecord<byte[], byte[]> record) {
    return decoder.decode(record.topic(), record.value()).good();
  }

  private List<TopicPartition> partitions(String topic) {
    return TopicPartitions.of(consumer, topic);
  }
}
