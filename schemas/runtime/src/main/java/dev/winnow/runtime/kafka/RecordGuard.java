package dev.winnow.runtime.kafka;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.metrics.StageMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a Streams stage running whatever its records contain. Every processor that reads a topic
 * must be wrapped by {@link #guarded}, every timer by {@link #timer}. Thread-safe.
 */
public final class RecordGuard {
  private static final Logger LOG = LoggerFactory.getLogger(RecordGuard.class);
  private static final Duration TIMER_PAUSE = Duration.ofMinutes(1);

  /**
   * Maximum size of a record's key and value together. A batch may decompress to far more than a
   * topic's limit, and what is stored of a record must fit into a record again.
   */
  public static final int MAX_INPUT_BYTES = TopicSettings.MAX_RECORD_BYTES - (512 << 10);

  private final String stage;
  private final DeathLog deaths;
  private final StageMetrics metrics;
  private final IdleCommit idleCommit = new IdleCommit(System::nanoTime);
  private final Set<String> pausedTimers = ConcurrentHashMap.newKeySet();

  /**
   * @param stage stage of the dead letters
   * @param deaths deaths caused by the stage's records
   * @param metrics counts the dead letters, and measures the stores
   */
  public RecordGuard(String stage, DeathLog deaths, StageMetrics metrics) {
    this.stage = stage;
    this.deaths = deaths;
    this.metrics = metrics;
  }

  /** Opens the guard of this stage, whose log is in the state directory. */
  public static RecordGuard open(String stage, StreamsProperties settings, StageMetrics metrics) {
    return new RecordGuard(stage, DeathLog.open(settings.stateDirectory(), stage), metrics);
  }

  /** Creates a guard whose log ends with the process. */
  public static RecordGuard inMemory(String stage) {
    return new RecordGuard(stage, DeathLog.inMemory(), StageMetrics.off());
  }

  DeathLog deaths() {
    return deaths;
  }

  /** Returns a timer that keeps failing, in words, if there is one. */
  Optional<String> pausedTimer() {
    return pausedTimers.stream()
        .findFirst()
        .map("the timer '%s' keeps failing; see the log"::formatted);
  }

  /**
   * Wraps the processors of this supplier: see {@link GuardedProcessor}.
   *
   * @param deadLettersSink name of the processor's sink to the dead letters
   */
  public ProcessorSupplier<byte[], byte[], byte[], SpecificRecord> guarded(
      String deadLettersSink, Supplier<Processor<byte[], byte[], byte[], SpecificRecord>> inner) {
    return () ->
        new GuardedProcessor(stage, deaths, idleCommit, deadLettersSink, inner.get(), metrics);
  }

  /**
   * Wraps a timer. A timer that has thrown twice pauses for a minute before each further attempt,
   * so that records are processed meanwhile; an error is logged.
   *
   * @param name name of the timer, unique in the stage
   */
  public Punctuator timer(String name, ProcessorContext<?, ?> context, Punctuator inner) {
    Place place = new Place("timer:" + name, context.taskId().partition(), 0);
    AtomicLong pausedUntil = new AtomicLong();
    return time -> {
      boolean isLethal =
          deaths.lethalCause(place.topic(), place.partition(), place.offset()).isPresent();
      if (isLethal && pausedUntil.get() == 0) {
        pausedUntil.set(time + TIMER_PAUSE.toMillis());
        pausedTimers.add(name);
        LOG.error("stage={} timer={} event=paused for={}", stage, name, TIMER_PAUSE);
      }
      if (time < pausedUntil.get()) {
        return;
      }
      try {
        inner.punctuate(time);
      } catch (Throwable e) {
        if (FailureCause.isOfTheRecord(e)) {
          deaths.died(place, e.toString());
        }
        throw e;
      }
      if (isLethal) {
        pausedUntil.set(0);
        pausedTimers.remove(name);
        deaths.forget(place);
      }
    };
  }
}
