package dev.winnow.worker;

import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.runtime.testing.LockExpiry;
import dev.winnow.runtime.testing.TopicTail;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.TestRequests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A pool of its own for one test, with a requests topic of one partition, whose lag says how many
 * requests are done. Closes the workers it started.
 */
final class WorkerPool implements AutoCloseable {
  static final Duration LOCK = Duration.ofSeconds(2);
  static final Duration GRACE = Duration.ofSeconds(20);

  private final KafkaConnection connection;
  private final String name;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicTail<Candidate> candidates;
  private final TopicTail<DeadLetter> deadLetters;
  private final TopicTail<WorkerStatus> statuses;
  private int ordered;
  private int expiries;
  private final List<SynthesizerStage> workers = new ArrayList<>();

  WorkerPool(KafkaConnection connection, String name)
      throws ExecutionException, InterruptedException {
    this.connection = connection;
    this.name = name;
    this.admin = Admin.create(connection.properties(Map.of()));
    TopicSettings onePartition =
        new TopicSettings(1, (short) 1, Duration.ofDays(1), Duration.ofDays(1));
    TopicCreator.createMissing(
        admin, List.of(onePartition.ofPool(connection.topics().sampling(name))));
    this.producer =
        new KafkaProducer<>(
            connection.properties(Map.of("max.request.size", TopicSettings.MAX_RECORD_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.candidates =
        new TopicTail<>(connection, connection.topics().candidates(), Candidate.class);
    this.deadLetters =
        new TopicTail<>(connection, connection.topics().deadLetters(), DeadLetter.class);
    this.statuses = new TopicTail<>(connection, connection.topics().workers(), WorkerStatus.class);
  }

  String topic() {
    return connection.topics().sampling(name);
  }

  String group() {
    return connection.topics().prefix() + "synthesizer." + name;
  }

  /** Starts a worker. */
  SynthesizerStage work(Engine engine) {
    return work(engine, GRACE);
  }

  SynthesizerStage work(Engine engine, Duration grace) {
    SynthesizerStage worker =
        new SynthesizerStage(connection, new WorkerConfig(name, LOCK, grace), engine);
    workers.add(worker);
    worker.start();
    return worker;
  }

  /** The id of this test's prompt with this number. */
  String prompt(int number) {
    return name + '-' + number;
  }

  /** Orders this many candidates of a prompt; returns the request. */
  SamplingRequest order(int prompt, int count) throws ExecutionException, InterruptedException {
    SamplingRequest samplingRequest = TestRequests.request(prompt(prompt), 0, count);
    order(bytes(samplingRequest));
    return samplingRequest;
  }

  void order(byte[] value) throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic(), value)).get();
    ordered++;
  }

  void order(byte[] key, byte[] value) throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic(), key, value)).get();
    ordered++;
  }

  /** Writes the account of a prompt, as the planner does. */
  void report(Progress progress) throws ExecutionException, InterruptedException {
    String topic = connection.topics().progress();
    try (AvroSerializer<Progress> serializer = new AvroSerializer<>(connection.registry())) {
      byte[] key = progress.getPromptId().getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, progress))).get();
    }
  }

  byte[] bytes(SamplingRequest samplingRequest) {
    try (AvroSerializer<SamplingRequest> serializer = new AvroSerializer<>(connection.registry())) {
      return Objects.requireNonNull(serializer.serialize(topic(), samplingRequest));
    }
  }

  /** Every candidate of this test that is on the broker, as often as it is there. */
  List<Candidate> candidates() {
    return candidates.all(candidate -> candidate.getPrompt().getId().startsWith(name + '-'));
  }

  /** What the workers of this test have said, in that order. */
  List<WorkerStatus> statuses() {
    return statuses.all(status -> status.getPool().equals(name));
  }

  /** How many workers of this test have taken back what they said. */
  long statusesTakenBack() {
    List<WorkerStatus> unused = statuses();
    return statuses.keysOfNothing().stream().filter(key -> key.startsWith(name + '/')).count();
  }

  List<DeadLetter> deadLetters() {
    return deadLetters.all(letter -> letter.getTopic().equals(topic()));
  }

  /**
   * How many of the requests ordered are acknowledged for good. The group's start offset would not
   * tell: it is written with the acknowledgement after.
   */
  long done() {
    TopicPartition partition = new TopicPartition(topic(), 0);
    try {
      SharePartitionOffsetInfo info =
          admin
              .listShareGroupOffsets(
                  Map.of(
                      group(), new ListShareGroupOffsetsSpec().topicPartitions(Set.of(partition))))
              .partitionsToOffsetInfo(group())
              .get()
              .get(partition);
      return info == null ? 0 : ordered - info.lag().orElse((long) ordered);
    } catch (ExecutionException e) {
      // The group is not there before its first worker.
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Waits until everything ordered so far is acknowledged. */
  void awaitDone() {
    await().atMost(Duration.ofSeconds(30)).until(() -> done() == ordered);
  }

  /**
   * Waits until every lock that is held now has run out twice, unless it was renewed: what a worker
   * had lost would have been given to another by then.
   */
  void awaitLocksRunOut() throws ExecutionException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      LockExpiry.await(connection, admin, producer, name + ".expiry" + ++expiries, LOCK);
    }
  }

  @Override
  public void close() {
    workers.forEach(SynthesizerStage::close);
    producer.close();
    candidates.close();
    deadLetters.close();
    statuses.close();
    admin.close();
  }
}
