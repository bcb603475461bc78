package dev.winnow.scorer.stage;

import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.runtime.testing.LockExpiry;
import dev.winnow.runtime.testing.TopicTail;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.reward.RewardOptions;
import dev.winnow.scorer.reward.RewardPlugin;
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
 * A scoring pool of its own for one test, with a requests topic of one partition, whose lag says
 * how many requests are done. Closes the workers it started.
 */
final class ScorerPool implements AutoCloseable {
  static final Duration LOCK = Duration.ofSeconds(2);

  private final KafkaConnection connection;
  private final String name;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicTail<Score> scores;
  private final TopicTail<DeadLetter> deadLetters;
  private final TopicTail<WorkerStatus> statuses;
  private final List<ScorerStage> workers = new ArrayList<>();
  private int ordered;
  private int expiries;

  ScorerPool(KafkaConnection connection, String name) {
    this.connection = connection;
    this.name = name;
    this.admin = Admin.create(connection.properties(Map.of()));
    TopicSettings onePartition =
        new TopicSettings(1, (short) 1, Duration.ofDays(1), Duration.ofDays(1));
    TopicCreator.createMissing(admin, List.of(onePartition.ofPool(topic())));
    this.producer =
        new KafkaProducer<>(
            connection.properties(Map.of("max.request.size", TopicSettings.MAX_RECORD_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.scores = new TopicTail<>(connection, connection.topics().scores(), Score.class);
    this.deadLetters =
        new TopicTail<>(connection, connection.topics().deadLetters(), DeadLetter.class);
    this.statuses = new TopicTail<>(connection, connection.topics().workers(), WorkerStatus.class);
  }

  String topic() {
    return connection.topics().scoring(name);
  }

  String group() {
    return connection.topics().prefix() + "scorer." + name;
  }

  String prompt(int number) {
    return name + '-' + number;
  }

  ScorerStage work(ScorerEngine<RewardOptions> engine, Duration grace) {
    ScorerStage worker =
        ScorerStage.create(
            connection, new WorkerConfig(name, LOCK, grace), new RewardPlugin(), engine);
    workers.add(worker);
    worker.start();
    return worker;
  }

  ScorerStage work(ScorerEngine<RewardOptions> engine) {
    return work(engine, Duration.ofSeconds(20));
  }

  /** Orders the score of a candidate; returns the request. */
  ScoringRequest order(int prompt, int index) throws ExecutionException, InterruptedException {
    ScoringRequest request = ScoringRequests.reward(prompt(prompt), index, "answer " + index);
    order(prompt(prompt), bytes(request));
    return request;
  }

  void order(String key, byte[] value) throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic(), key.getBytes(StandardCharsets.UTF_8), value)).get();
    ordered++;
  }

  byte[] bytes(ScoringRequest request) {
    try (AvroSerializer<ScoringRequest> serializer = new AvroSerializer<>(connection.registry())) {
      return Objects.requireNonNull(serializer.serialize(topic(), request));
    }
  }

  /** Every score of this test that is on the broker, as often as it is there. */
  List<Score> scores() {
    return scores.all(score -> score.getPromptId().startsWith(name + '-'));
  }

  List<DeadLetter> deadLetters() {
    return deadLetters.all(letter -> letter.getTopic().equals(topic()));
  }

  List<WorkerStatus> statuses() {
    return statuses.all(status -> status.getPool().equals("scoring/" + name));
  }

  /** How many of the requests ordered are acknowledged for good. */
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

  void awaitDone() {
    await().atMost(Duration.ofSeconds(30)).until(() -> done() == ordered);
  }

  /** Waits until every lock that is held now has run out twice, unless it was renewed. */
  void awaitLocksRunOut() throws ExecutionException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      LockExpiry.await(connection, admin, producer, name + ".expiry" + ++expiries, LOCK);
    }
  }

  @Override
  public void close() {
    workers.forEach(ScorerStage::close);
    producer.close();
    scores.close();
    deadLetters.close();
    statuses.close();
    admin.close();
  }
}
