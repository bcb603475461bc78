package dev.winnow.ops.local;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.pool.PoolCondition;
import dev.winnow.runtime.pool.PoolConditions;
import dev.winnow.runtime.pool.PoolNews;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints a line that says what is wrong with a pool while it answers no requests, and another when
 * it samples again; prints nothing while the pool is sampling.
 */
public final class PoolStatusLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PoolStatusLine.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration JOIN = Duration.ofSeconds(5);

  private final KafkaConnection connection;
  private final PrintWriter err;
  private final Thread thread;
  private volatile boolean isClosed;

  private PoolStatusLine(KafkaConnection connection, String pool, PrintWriter err) {
    this.connection = connection;
    this.err = err;
    this.thread = Thread.ofPlatform().name("pool-status").daemon().unstarted(() -> follow(pool));
  }

  /** Observes the workers of a pool until it is closed. */
  public static PoolStatusLine start(KafkaConnection connection, String pool, PrintWriter err) {
    PoolStatusLine line = new PoolStatusLine(connection, pool, err);
    line.thread.start();
    return line;
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join(JOIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The service does not depend on this line and continues without it. */
  private void follow(String pool) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Decoder<WorkerStatus> decoder = new Decoder<>(connection.registry(), WorkerStatus.class);
      Watch watch = new Watch(pool, ZoneId.systemDefault(), InstantSource.system().instant());
      while (!isClosed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
          if (decoder.decode(record.topic(), record.value()) instanceof Good<WorkerStatus> good) {
            watch.put(key, good.value(), InstantSource.system().instant());
          } else {
            watch.remove(key);
          }
        }
        watch.news(InstantSource.system().instant()).forEach(this::print);
      }
    } catch (RuntimeException e) {
      if (!isClosed) {
        LOG.warn("pool={} its condition is no longer shown", pool, e);
      }
    }
  }

  private void print(String line) {
    err.println(line);
    err.flush();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.properties(Map.of("allow.auto.create.topics", false)), bytes, bytes);
    List<TopicPartition> partitions =
        consumer.partitionsFor(connection.topics().workers()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** The new conditions of pools. Not thread-safe. */
  static final class Watch {
    private final String pool;
    private final ZoneId zone;
    private final Instant startedAt;
    private final PoolConditions conditions;
    private final PoolNews news = new PoolNews();

    Watch(String pool, ZoneId zone, Instant now) {
      this.pool = pool;
      this.zone = zone;
      this.startedAt = now;
      this.conditions = new PoolConditions(now);
    }

    void put(String key, WorkerStatus status, Instant now) {
      conditions.put(key, status, now);
    }

    void remove(String key) {
      conditions.remove(key);
    }

    /** Returns each reason once until the pool samples; a worker may take a while to start. */
    List<String> news(Instant now) {
      PoolCondition condition = conditions.of(pool, now);
      boolean isStarting =
          condition instanceof PoolCondition.NoWorker
              && now.isBefore(startedAt.plus(PoolConditions.GONE_AFTER));
      return isStarting || !news.isNews(pool, condition)
          ? List.of()
          : List.of(condition.describe(pool, zone, now));
    }
  }
}
