package dev.winnow.synthesizer.worker;

import dev.winnow.schemas.Trial;
import dev.winnow.schemas.kafka.DeadLetters;
import dev.winnow.schemas.kafka.DeadLetters.Place;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.synthesizer.engine.Engine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a virtual thread for each record: it samples a good trial and buries a bad one. */
final class TrialStarter {
  private static final Logger LOG = LoggerFactory.getLogger(TrialStarter.class);

  /**
   * Before a trial is given back, so that a broken endpoint does not burn its deliveries at once.
   */
  private static final Duration RELEASE_PAUSE = Duration.ofSeconds(1);

  private final Decoder<Trial> decoder;
  private final Engine engine;
  private final CandidatePublisher publisher;
  private final InstantSource clock;
  private final DeadLetters deadLetters;

  TrialStarter(
      KafkaConnection connection,
      Engine engine,
      CandidatePublisher publisher,
      InstantSource clock) {
    this.decoder = new Decoder<>(connection.registry(), Trial.class);
    this.engine = engine;
    this.publisher = publisher;
    this.clock = clock;
    this.deadLetters = new DeadLetters(SynthesizerStage.NAME, clock);
  }

  RunningTrial start(ConsumerRecord<byte[], byte[]> record) {
    CompletableFuture<AcknowledgeType> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("trial-" + record.offset())
            .unstarted(() -> complete(result, record));
    RunningTrial trial = new RunningTrial(result, thread);
    thread.start();
    return trial;
  }

  /**
   * Completes the result whatever happens, errors of native code and of memory included: a trial
   * without a result would be renewed for ever.
   */
  private void complete(
      CompletableFuture<AcknowledgeType> result, ConsumerRecord<byte[], byte[]> record) {
    AcknowledgeType type = AcknowledgeType.RELEASE;
    try {
      type = process(record);
      if (type == AcknowledgeType.RELEASE) {
        Thread.sleep(RELEASE_PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      result.complete(type);
    }
  }

  private AcknowledgeType process(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    try {
      return decideAndRun(record);
    } catch (RuntimeException | ExecutionException | Error e) {
      LOG.error(
          "topic={} partition={} offset={} is given back",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      return AcknowledgeType.RELEASE;
    }
  }

  private AcknowledgeType decideAndRun(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    return switch (decoder.decode(record.topic(), record.value())) {
      case Bad<Trial> bad -> bury(record, bad);
      case Good<Trial> good -> {
        List<Violation> violations = TrialRules.violations(good.value());
        yield violations.isEmpty()
            ? new TrialTask(engine, publisher, clock, good.value()).run()
            : bury(record, invalid(violations));
      }
    };
  }

  private AcknowledgeType bury(ConsumerRecord<byte[], byte[]> record, Bad<Trial> bad)
      throws InterruptedException, ExecutionException {
    Place place = new Place(record.topic(), record.partition(), record.offset());
    publisher.publish(record.key(), deadLetters.of(place, record.key(), record.value(), bad)).get();
    return AcknowledgeType.REJECT;
  }

  private static Bad<Trial> invalid(List<Violation> violations) {
    String text = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    return new Bad<>("INVALID_TRIAL", text);
  }
}
