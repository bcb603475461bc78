package dev.winnow.sink;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.StageThread;
import dev.winnow.runtime.kafka.DeadLetterSender;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.describe.UnsolvablePrompts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the sample topics and writes datasets exactly once. The next offsets are stored in the
 * commit log beside the files, not in a consumer group, so files and offsets cannot disagree.
 */
public final class SinkStage implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(SinkStage.class);
  private static final String NAME = "sink";
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final SinkConfig config;
  private final Decoder<Sample> decoder;

  /** The outcome of the rows on each topic. */
  private final Map<String, Outcome> outcomes;

  private volatile @Nullable StageThread thread;
  private volatile boolean closed;

  public SinkStage(KafkaConnection connection, SinkConfig config) {
    this.connection = connection;
    this.config = config;
    this.decoder = new Decoder<>(connection.registry(), Sample.class);
    this.outcomes =
        Stream.of(Outcome.values())
            .collect(Collectors.toMap(connection.topics()::samples, Function.identity()));
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Starts writing.
   *
   * @throws UncheckedIOException if the directory belongs to another sink or is damaged
   */
  @Override
  public synchronized void start() {
    TopicVerifier.verify(connection, StageTopics.sink(connection.topics()));
    CommitLog log;
    try {
      requireSameFormat();
      log = new CommitLog(config.datasets());
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
    SourceProbe source = requireSameSource(log);
    thread = StageThread.start(NAME, () -> run(log, source));
  }

  /** Readers such as {@code load_dataset} expect all files of a dataset to have the same format. */
  private void requireSameFormat() throws IOException {
    String extension = '.' + config.format().extension();
    CommitLog.forEach(
        config.datasets(),
        commit -> {
          for (DataFile file : commit.files()) {
            if (!file.path().endsWith(extension)) {
              throw new IOException(
                  "'%s' has files of another format than %s: keep to it, or choose another directory"
                      .formatted(config.datasets(), config.format()));
            }
          }
        });
  }

  /** An offset of the log has no meaning in another topic, even one of the same name. */
  private SourceProbe requireSameSource(CommitLog log) {
    SourceProbe source = null;
    try {
      source = new SourceProbe(Admin.create(connection.properties(Map.of())), sampleTopics());
      log.requireSource(source.now());
      return source;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closeAll(source, log);
      throw new KafkaException("interrupted while the sink starts", e);
    } catch (RuntimeException e) {
      closeAll(source, log);
      throw e;
    }
  }

  private static void closeAll(@Nullable SourceProbe source, CommitLog log) {
    try (source;
        log) {
      LOG.debug("the sink does not start");
    } catch (IOException e) {
      LOG.warn("closing failed", e);
    }
  }

  private List<String> sampleTopics() {
    return List.copyOf(outcomes.keySet());
  }

  @Override
  public Health health() {
    StageThread writing = thread;
    return writing == null ? new Health.Starting("not started yet") : writing.health();
  }

  /** Commits what was read, then stops. */
  @Override
  public synchronized void close() {
    closed = true;
    StageThread writing = thread;
    if (writing != null) {
      try {
        writing.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs until it is closed or fails; uncommitted rows will be read again. */
  private void run(CommitLog log, SourceProbe source)
      throws IOException, InterruptedException, ExecutionException {
    UnsolvablePrompts unsolvable = new UnsolvablePrompts();
    try (log;
        source;
        DatasetProgress progress = new DatasetProgress(connection, unsolvable)) {
      while (progress.isBehind() && !closed) {
        progress.poll(POLL);
      }
      if (!closed) {
        write(log, source, progress, unsolvable);
      }
    }
  }

  private void write(
      CommitLog log, SourceProbe source, DatasetProgress progress, UnsolvablePrompts unsolvable)
      throws IOException, InterruptedException, ExecutionException {
    try (DatasetWriter writer =
            new DatasetWriter(config, log, source::now, unsolvable, InstantSource.system());
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        DeadLetterSender deadLetters =
            new DeadLetterSender(connection, NAME, InstantSource.system())) {
      seek(consumer, log);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, writer, deadLetters);
          writer.commitIfDue();
        }
        writer.commitIfDue();
        progress.poll(Duration.ZERO);
        writer.describeIfDue();
      }
      writer.commit();
      writer.describe();
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, DatasetWriter writer, DeadLetterSender deadLetters)
      throws IOException, InterruptedException, ExecutionException {
    PartitionId partition = new PartitionId(record.topic(), record.partition());
    switch (decoder.decode(record.topic(), record.value())) {
      case Bad<Sample> bad -> refuse(record, bad, writer, deadLetters);
      case Good<Sample> good -> {
        Outcome outcome = Objects.requireNonNull(outcomes.get(record.topic()));
        Optional<Bad<Sample>> bad = SampleRules.broken(record.key(), outcome, good.value());
        if (bad.isPresent()) {
          refuse(record, bad.get(), writer, deadLetters);
        } else {
          writer.take(partition, record.offset(), good.value());
        }
      }
    }
  }

  /**
   * Sends the dead letter before the offset can be committed; a crash in between sends it twice.
   */
  private static void refuse(
      ConsumerRecord<byte[], byte[]> record,
      Bad<Sample> bad,
      DatasetWriter writer,
      DeadLetterSender deadLetters)
      throws InterruptedException, ExecutionException {
    deadLetters.send(record, bad);
    writer.pass(new PartitionId(record.topic(), record.partition()), record.offset());
  }

  private void seek(KafkaConsumer<byte[], byte[]> consumer, CommitLog log) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : sampleTopics()) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long next = log.next(new PartitionId(partition.topic(), partition.partition()));
      long beginning = beginnings.getOrDefault(partition, 0L);
      if (next > 0 && next < beginning) {
        LOG.error(
            "{}: offsets {} to {} were deleted before they were written; keep samples longer",
            partition,
            next,
            beginning - 1);
      }
      if (next > ends.getOrDefault(partition, 0L)) {
        throw new IllegalStateException(
            "'%s' has rows of %s up to offset %d, which ends at %d: it is another topic than they are of; "
                    .formatted(config.datasets(), partition, next - 1, ends.get(partition))
                + "give this sink another directory (--datasets)");
      }
      consumer.seek(partition, Math.max(next, beginning));
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        connection.properties(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
