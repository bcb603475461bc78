package dev.winnow.runtime.share;

import dev.winnow.runtime.kafka.DeadLetterSender;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.runtime.trace.StageTraces;
import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a virtual thread for each record, which works on a valid request and sends an invalid one
 * to the dead letters. Thread-safe.
 *
 * @param <T> type of the requests
 */
public final class RequestStarter<T extends SpecificRecord> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestStarter.class);

  /** The pause before a request is released for the first time; doubled each further time. */
  private static final Duration RELEASE_PAUSE = Duration.ofSeconds(1);

  private static final int MAX_DOUBLINGS = 5;

  private final Decoder<T> decoder;
  private final RequestRules<T> rules;
  private final RequestHandler<T> handler;
  private final DeadLetterSender deadLetters;
  private final StageTraces traces;
  private final String work;
  private volatile boolean failed;

  /** The rules for a request, because anyone may write to the topic. */
  @FunctionalInterface
  public interface RequestRules<T> {
    /** Returns why the request must not be worked on; empty where it may be. */
    Optional<Bad<T>> refusal(ConsumerRecord<byte[], byte[]> record, T request);
  }

  /** Works on a request. */
  @FunctionalInterface
  public interface RequestHandler<T> {
    /**
     * Works on a request until its results are on the broker.
     *
     * @param span what the results belong to; ended by the caller
     * @return how to acknowledge it
     * @throws UnpublishableException if no result can be published: it goes to the dead letters
     * @throws InterruptedException if the request is no longer ours: it is released
     */
    AcknowledgeType handle(T request, OpenSpan span) throws InterruptedException;
  }

  /**
   * Creates a starter of requests of this type.
   *
   * @param work name of the work on them in traces
   */
  public RequestStarter(
      KafkaConnection connection,
      Class<T> type,
      RequestRules<T> rules,
      RequestHandler<T> handler,
      DeadLetterSender deadLetters,
      String work) {
    this.decoder = new Decoder<>(connection.registry(), type);
    this.rules = rules;
    this.handler = handler;
    this.deadLetters = deadLetters;
    this.traces = connection.traces();
    this.work = work;
  }

  /**
   * Returns false after an error of the engine or of the virtual machine: the process should end.
   */
  public boolean isHealthy() {
    return !failed;
  }

  /** Starts to work on a record. */
  public RunningRequest start(ConsumerRecord<byte[], byte[]> record) {
    CompletableFuture<AcknowledgeType> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("request-" + record.offset())
            .unstarted(() -> complete(result, record));
    RunningRequest request = new RunningRequest(result, thread);
    thread.start();
    return request;
  }

  /**
   * Completes the result whatever happens, including errors of native code and of memory: the lock
   * of a request without a result would be renewed without end.
   */
  private void complete(
      CompletableFuture<AcknowledgeType> result, ConsumerRecord<byte[], byte[]> record) {
    AcknowledgeType type = AcknowledgeType.RELEASE;
    try {
      type = process(record);
      if (type == AcknowledgeType.RELEASE) {
        Thread.sleep(releasePause(record));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      result.complete(type);
    }
  }

  /** The pause grows, because the broker delivers a record only a few times. */
  private static Duration releasePause(ConsumerRecord<?, ?> record) {
    int before = record.deliveryCount().map(count -> count - 1).orElse(0);
    return RELEASE_PAUSE.multipliedBy(1L << Math.clamp(before, 0, MAX_DOUBLINGS));
  }

  private AcknowledgeType process(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    OpenSpan span = traces.take(record, work);
    AcknowledgeType type = AcknowledgeType.RELEASE;
    try {
      type = process(record, span);
      return type;
    } finally {
      if (span.isTraced()) {
        span.with("winnow.acknowledged", type.name().toLowerCase(Locale.ROOT)).end();
      }
    }
  }

  private AcknowledgeType process(ConsumerRecord<byte[], byte[]> record, OpenSpan span)
      throws InterruptedException {
    try {
      return decideAndRun(record, span);
    } catch (UnpublishableException e) {
      return sendToDeadLetters(record, new Bad<>("TOO_LARGE", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      logGivenBack(record, e);
      return AcknowledgeType.RELEASE;
    } catch (Error e) {
      failed = true;
      logGivenBack(record, e);
      return AcknowledgeType.RELEASE;
    }
  }

  private AcknowledgeType decideAndRun(ConsumerRecord<byte[], byte[]> record, OpenSpan span)
      throws InterruptedException {
    return switch (decode(record)) {
      case Bad<T> bad -> sendToDeadLetters(record, bad);
      case Good<T> good -> {
        Optional<Bad<T>> refusal = rules.refusal(record, good.value());
        yield refusal.isPresent()
            ? sendToDeadLetters(record, refusal.get())
            : handler.handle(good.value(), span);
      }
    };
  }

  /** A record that overflows the stack will do so again, so the record is invalid. */
  private Decoded<T> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return decoder.decode(record.topic(), record.value());
    } catch (StackOverflowError e) {
      return new Bad<>("NOT_AVRO", "the record or its schema is nested too deeply to be read");
    }
  }

  private AcknowledgeType sendToDeadLetters(ConsumerRecord<byte[], byte[]> record, Bad<T> bad)
      throws InterruptedException {
    try {
      deadLetters.send(record, bad);
      return AcknowledgeType.REJECT;
    } catch (ExecutionException e) {
      logGivenBack(record, e);
      return AcknowledgeType.RELEASE;
    }
  }

  private static void logGivenBack(ConsumerRecord<byte[], byte[]> record, Throwable e) {
    LOG.error(
        "topic={} partition={} offset={} is released",
        record.topic(),
        record.partition(),
        record.offset(),
        e);
  }
}
