package dev.winnow.worker;

import dev.winnow.runtime.kafka.DeadLetterSender;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.share.RunningRequest;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.worker.engine.Engine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a virtual thread for each record, which samples a valid request and sends an invalid one
 * to the dead letters.
 */
final class RequestStarter {
  private static final Logger LOG = LoggerFactory.getLogger(RequestStarter.class);

  /** The pause before a request is released for the first time; doubled each further time. */
  private static final Duration RELEASE_PAUSE = Duration.ofSeconds(1);

  private static final int MAX_DOUBLINGS = 5;

  private final Decoder<SamplingRequest> decoder;
  private final Engine engine;
  private final CandidatePublisher publisher;
  private final EndedPrompts ended;
  private final InstantSource clock;
  private final DeadLetterSender deadLetters;
  private volatile boolean failed;

  RequestStarter(
      KafkaConnection connection,
      Engine engine,
      CandidatePublisher publisher,
      EndedPrompts ended,
      DeadLetterSender deadLetters,
      InstantSource clock) {
    this.decoder = new Decoder<>(connection.registry(), SamplingRequest.class);
    this.engine = engine;
    this.publisher = publisher;
    this.ended = ended;
    this.clock = clock;
    this.deadLetters = deadLetters;
  }

  /**
   * Returns false after an error of the engine or of the virtual machine: the process should end.
   */
  boolean isHealthy() {
    return !failed;
  }

  RunningRequest start(ConsumerRecord<byte[], byte[]> record) {
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
    try {
      return decideAndRun(record);
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

  private AcknowledgeType decideAndRun(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    return switch (decode(record)) {
      case Bad<SamplingRequest> bad -> sendToDeadLetters(record, bad);
      case Good<SamplingRequest> good -> {
        List<Violation> violations = SamplingRequestRules.violations(good.value());
        yield violations.isEmpty()
            ? new RequestTask(engine, publisher, ended, clock, good.value()).run()
            : sendToDeadLetters(record, invalid(violations));
      }
    };
  }

  /** A record that overflows the stack will do so again, so the record is invalid. */
  private Decoded<SamplingRequest> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return decoder.decode(record.topic(), record.value());
    } catch (StackOverflowError e) {
      return new Bad<>("NOT_AVRO", "the record or its schema is nested too deeply to be read");
    }
  }

  private AcknowledgeType sendToDeadLetters(
      ConsumerRecord<byte[], byte[]> record, Bad<SamplingRequest> bad) throws InterruptedException {
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

  private static Bad<SamplingRequest> invalid(List<Violation> violations) {
    String text = Violation.join(violations);
    return new Bad<>("INVALID_SAMPLING_REQUEST", text);
  }
}
