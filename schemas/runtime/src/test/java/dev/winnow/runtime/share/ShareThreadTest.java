package dev.winnow.runtime.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.GrowingPause;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.kafka.ThreadDeaths;
import dev.winnow.runtime.metrics.StageMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker's thread whose consumers fail. */
final class ShareThreadTest {
  private static final Duration SHORT_PAUSE = Duration.ofMillis(1);
  private static final Duration LONG_PAUSE = Duration.ofHours(1);
  private static final ConsumerRecord<byte[], byte[]> REQUEST =
      new ConsumerRecord<>("requests", 0, 7, new byte[0], new byte[0]);

  private static final TopicIdPartition PARTITION =
      new TopicIdPartition(Uuid.ONE_UUID, 0, "requests");

  private final ConcurrentMap<RequestPlace, RunningRequest> unlocked = new ConcurrentHashMap<>();
  private final Queue<Consumer> scripts = new ConcurrentLinkedQueue<>();
  private final List<Consumer> opened = new CopyOnWriteArrayList<>();
  private final List<RunningRequest> started = new CopyOnWriteArrayList<>();
  private final Drain drain = new Drain(1);
  private final List<Thread> threads = new ArrayList<>();

  /** A consumer that does something at each poll, and at each synchronous commit. */
  private static class Consumer extends MockShareConsumer<byte[], byte[]> {
    private volatile boolean isClosed;

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private static final class Silent extends Consumer {
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      Thread.onSpinWait();
      return ConsumerRecords.empty();
    }
  }

  private static final class Failing extends Consumer {
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      return sneakyThrow(failure);
    }
  }

  /** Delivers the request until it is accepted. */
  private static final class Delivering extends Consumer {
    private static final ConsumerRecords<byte[], byte[]> RECORDS =
        new ConsumerRecords<>(Map.of(PARTITION.topicPartition(), List.of(REQUEST)), Map.of());

    private final boolean renews;
    private boolean isDelivered;
    private volatile AcknowledgeType acknowledged = AcknowledgeType.RELEASE;

    Delivering(boolean renews) {
      this.renews = renews;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      if (isDelivered || acknowledged == AcknowledgeType.ACCEPT) {
        return ConsumerRecords.empty();
      }
      isDelivered = true;
      return RECORDS;
    }

    @Override
    public void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
      acknowledged = type;
      isDelivered = false;
    }

    @Override
    public Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration timeout) {
      if (!renews && acknowledged == AcknowledgeType.RENEW) {
        throw new KafkaException("the coordinator moves");
      }
      return Map.of(PARTITION, Optional.empty());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T, E extends Throwable> T sneakyThrow(Throwable failure) throws E {
    throw (E) failure;
  }

  private ShareThread start(Duration pause) {
    ShareThread reader =
        new ShareThread(
            this::open,
            drain,
            new GrowingPause(pause, pause),
            new ThreadDeaths(InstantSource.system()));
    threads.add(Thread.ofPlatform().daemon().start(reader));
    return reader;
  }

  private ShareConsumerLoop open() {
    Consumer consumer = Optional.ofNullable(scripts.poll()).orElseGet(Silent::new);
    opened.add(consumer);
    ShareGroup group = new ShareGroup("group", "requests", Duration.ofMillis(60), Duration.ZERO, 1);
    WorkerMeter meter = new WorkerMeter(StageMetrics.off(), "worker", WorkerConfig.of("pool"));
    return new ShareConsumerLoop(
        consumer, record -> request(), () -> true, unlocked, drain, group, meter);
  }

  private RunningRequest request() {
    RunningRequest request = new RunningRequest(new CompletableFuture<>(), Thread.currentThread());
    started.add(request);
    return request;
  }

  @AfterEach
  void everyThreadEndsAndEveryConsumerIsClosed() throws Exception {
    drain.begin();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(opened).allMatch(consumer -> consumer.isClosed);
  }

  static List<RuntimeException> passingFailures() {
    return List.of(
        new IllegalStateException("Unexpected error code 15 while fetching"),
        new KafkaException("a record is corrupt"),
        new SaslAuthenticationException("the token has expired"));
  }

  @ParameterizedTest
  @MethodSource("passingFailures")
  void opensAnotherConsumerAfterAnException(RuntimeException failure) {
    Delivering second = new Delivering(true);
    scripts.add(new Failing(failure));
    scripts.add(second);

    ShareThread reader = start(SHORT_PAUSE);

    await().until(() -> !started.isEmpty());
    started.getFirst().result().complete(AcknowledgeType.ACCEPT);
    await().until(() -> second.acknowledged == AcknowledgeType.ACCEPT);
    assertThat(reader.health("requests")).isEqualTo(Health.ok());
  }

  @Test
  void saysWhyItWaitsAndStopsWaitingWhenTheWorkerStops() {
    scripts.add(new Failing(new IllegalStateException("Unexpected error code 15")));

    ShareThread reader = start(LONG_PAUSE);

    await().until(() -> !reader.health("requests").isOk());
    assertThat(reader.health("the requests of pool 'math'").describe())
        .isEqualTo(
            "degraded: a thread that reads the requests of pool 'math' was interrupted and tries"
                + " again: Unexpected error code 15");
  }

  @Test
  void aRequestThatRunsIsNotStartedAgainWhenItIsDeliveredAgain() {
    Delivering second = new Delivering(true);
    scripts.add(new Delivering(false));
    scripts.add(second);

    start(SHORT_PAUSE);

    await().until(() -> opened.size() == 2 && unlocked.isEmpty());
    started.getFirst().result().complete(AcknowledgeType.ACCEPT);
    await().until(() -> second.acknowledged == AcknowledgeType.ACCEPT);
    assertThat(started).hasSize(1);
  }

  @Test
  void endsWhenItFailsAgainAndAgain() {
    for (int i = 0; i <= ThreadDeaths.MAX; i++) {
      scripts.add(new Failing(new KafkaException("failure " + i)));
    }

    ShareThread reader = start(SHORT_PAUSE);

    await().until(() -> reader.health("requests").isFailed());
    assertThat(reader.health("requests").describe()).endsWith("has ended: failure 20");
    assertThat(opened).hasSize(ThreadDeaths.MAX + 1);
  }

  @Test
  void endsAtAnError() {
    scripts.add(new Failing(new OutOfMemoryError("heap")));

    ShareThread reader = start(SHORT_PAUSE);

    await().until(() -> reader.health("requests").isFailed());
    assertThat(opened).hasSize(1);
  }
}
