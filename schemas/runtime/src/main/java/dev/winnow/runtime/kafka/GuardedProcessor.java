package dev.winnow.runtime.kafka;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.WrittenRecords;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a processor, so that no record can stop the stage permanently.
 *
 * <ol>
 *   <li>A record that is too large to store is sent to the dead letters.
 *   <li>A {@linkplain DeathLog lethal} record is sent there as well, instead of being processed
 *       again.
 *   <li>An exception caused by a record is logged and rethrown: the thread dies, its transaction is
 *       rolled back, and the next thread reads the record again. So no part of a step is ever
 *       committed.
 * </ol>
 */
final class GuardedProcessor implements Processor<byte[], byte[], byte[], SpecificRecord> {
  private final String stage;
  private final DeathLog deaths;
  private final IdleCommit idleCommit;
  private final String deadLettersSink;
  private final Processor<byte[], byte[], byte[], SpecificRecord> inner;
  private final StageMetrics metrics;
  private final WrittenRecords written;
  private @Nullable ProcessorContext<byte[], SpecificRecord> context;
  private InProcessFile.@Nullable Slot slot;
  private IdleCommit.@Nullable Watch watch;
  private @Nullable RocksDbSampler sampler;

  GuardedProcessor(
      String stage,
      DeathLog deaths,
      IdleCommit idleCommit,
      String deadLettersSink,
      Processor<byte[], byte[], byte[], SpecificRecord> inner,
      StageMetrics metrics) {
    this.stage = stage;
    this.deaths = deaths;
    this.idleCommit = idleCommit;
    this.deadLettersSink = deadLettersSink;
    this.inner = inner;
    this.metrics = metrics;
    this.written = new WrittenRecords(metrics, stage);
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> initial) {
    context = initial;
    slot = deaths.acquire();
    watch = idleCommit.watch(initial);
    sampler = metrics.isOn() ? new RocksDbSampler(initial, stage, metrics) : null;
    inner.init(initial);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      guard(record);
    } finally {
      Objects.requireNonNull(watch, "not initialized").onRecord();
    }
  }

  private void guard(Record<byte[], byte[]> record) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    Optional<Bad<?>> bad = refused(record, at);
    if (bad.isPresent()) {
      refuse(record, at, bad.get());
      return;
    }
    InProcessFile.Slot own = Objects.requireNonNull(slot, "not initialized");
    own.enter(at.topic(), at.partition(), at.offset());
    try {
      inner.process(record);
      deaths.processed(at.topic(), at.partition(), at.offset());
    } catch (Throwable e) {
      if (FailureCause.isOfTheRecord(e)) {
        deaths.died(new Place(at.topic(), at.partition(), at.offset()), e.toString());
      }
      throw e;
    } finally {
      own.leave();
    }
  }

  @Override
  public void close() {
    if (slot != null) {
      slot.release();
      slot = null;
    }
    if (watch != null) {
      watch.stop();
      watch = null;
    }
    if (sampler != null) {
      sampler.close();
      sampler = null;
    }
    inner.close();
  }

  private Optional<Bad<?>> refused(Record<byte[], byte[]> record, RecordMetadata at) {
    long bytes = length(record.key()) + length(record.value());
    if (bytes > RecordGuard.MAX_INPUT_BYTES) {
      return Optional.of(
          new Bad<>(
              "TOO_LARGE",
              "%d bytes of key and value, at most %d are taken"
                  .formatted(bytes, RecordGuard.MAX_INPUT_BYTES)));
    }
    return deaths
        .lethalCause(at.topic(), at.partition(), at.offset())
        .filter(cause -> !deaths.isOverwhelmed())
        .map(
            cause ->
                new Bad<>(
                    "LETHAL_RECORD",
                    "the %s skips it, because processing it has ended %s; please report it"
                        .formatted(stage, cause)));
  }

  private void refuse(Record<byte[], byte[]> record, RecordMetadata at, Bad<?> bad) {
    long now = context().currentSystemTimeMs();
    DeadLetter letter =
        new DeadLetters(stage, () -> Instant.ofEpochMilli(now))
            .of(
                new Place(at.topic(), at.partition(), at.offset()),
                record.key(),
                record.value(),
                bad);
    written.count(letter);
    context().forward(new Record<>(DeadLetters.key(record.key()), letter, now), deadLettersSink);
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private ProcessorContext<byte[], SpecificRecord> context() {
    return Objects.requireNonNull(context, "not initialized");
  }
}
