package dev.winnow.runtime.pool;

import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.runtime.share.TokenPrices;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.WorkerCounts;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports a worker's status on the workers' topic: every 5 seconds, and at once when its state or
 * the reason changes. When the worker stops, its record is deleted.
 */
public final class StatusReports implements RepeatedWork.Work {
  private static final Logger LOG = LoggerFactory.getLogger(StatusReports.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int MAX_WAIT_MS = 5_000;

  private final KafkaConnection connection;
  private final WorkerIdentity identity;
  private final Supplier<Now> source;
  private final InstantSource clock;
  private final Producer<byte[], byte[]> producer;
  private final AvroSerializer<WorkerStatus> serializer;
  private @Nullable EngineStatus lastSent;
  private Instant lastSentAt = Instant.MIN;

  /**
   * The current status of a worker.
   *
   * @param held number of requests that it holds
   * @param model its model
   * @param counts what it has done since it started
   * @param load how busy its engine is
   * @param prices what its tokens cost; empty where that is not known
   * @param cost what its tokens have cost since it started; empty without prices
   */
  public record Now(
      EngineStatus status,
      int held,
      SamplingModel model,
      WorkerCounts counts,
      EngineLoad load,
      Optional<TokenPrices> prices,
      Optional<Double> cost) {}

  public StatusReports(
      KafkaConnection connection,
      WorkerIdentity identity,
      Supplier<Now> source,
      InstantSource clock) {
    this.connection = connection;
    this.identity = identity;
    this.source = source;
    this.clock = clock;
    this.serializer = new AvroSerializer<>(connection.registry());
    this.producer =
        new KafkaProducer<>(
            connection.producerProperties(
                Map.of(
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    1 << 20,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    MAX_WAIT_MS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    MAX_WAIT_MS,
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    MAX_WAIT_MS)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void turn() {
    Now now = source.get();
    Instant time = clock.instant();
    boolean isChanged = lastSent == null || !now.status().isLike(lastSent);
    if (isChanged || !time.isBefore(lastSentAt.plus(EVERY))) {
      if (isChanged) {
        logChange(now.status());
      }
      send(status(now, time));
      lastSent = now.status();
      lastSentAt = time;
    }
    LockSupport.parkNanos(LOOK_EVERY.toNanos());
  }

  @Override
  public void finish() {
    send(null);
  }

  @Override
  public void close() {
    producer.close(Duration.ofMillis(MAX_WAIT_MS));
  }

  /** Logs each change once: repeating the same line would hide others. */
  private void logChange(EngineStatus status) {
    if (status.state() != WorkerState.READY) {
      LOG.warn(
          "pool={} state={} code={}: {}",
          identity.pool(),
          status.state(),
          status.code().orElse(""),
          status.reason().orElse(""));
    } else if (lastSent != null) {
      LOG.info("pool={} state=READY", identity.pool());
    }
  }

  private WorkerStatus status(Now now, Instant time) {
    Instant since = now.status().since();
    return WorkerStatus.newBuilder()
        .setPool(identity.pool())
        .setWorker(identity.worker())
        .setState(now.status().state())
        .setReasonCode(now.status().code().orElse(null))
        .setReason(now.status().reason().orElse(null))
        .setSince(since.isBefore(identity.startedAt()) ? identity.startedAt() : since)
        .setHeld(now.held())
        .setModel(now.model().name())
        .setModelVersion(now.model().version().orElse(null))
        .setCounts(now.counts())
        .setFill(Double.isFinite(now.load().fill()) ? now.load().fill() : null)
        .setNextRequestAt(now.status().nextRequestAt().orElse(null))
        .setInputPrice(now.prices().map(TokenPrices::input).orElse(null))
        .setOutputPrice(now.prices().map(TokenPrices::output).orElse(null))
        .setCost(now.cost().orElse(null))
        .setReportedAt(time)
        .build();
  }

  private void send(@Nullable WorkerStatus status) {
    String topic = connection.topics().workers();
    byte[] key = identity.key().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, status)));
  }
}
