package dev.winnow.ops.console;

import dev.winnow.ops.status.ClusterView;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the brokers and groups every few seconds, on a thread of its own: a broker that does not
 * answer must not stop the reading of topics. Thread-safe.
 */
final class ClusterWatch implements AutoCloseable {
  private static final long EVERY_MS = 2_000;
  private static final Duration OLD = Duration.ofSeconds(15);

  private final ClusterView view;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("console-cluster").daemon().factory());
  private volatile @Nullable Look look;
  private volatile @Nullable String failure;

  private record Look(Instant at, ClusterView.Seen seen) {}

  ClusterWatch(KafkaConnection connection, InstantSource clock) {
    this.clock = clock;
    this.view = new ClusterView(connection);
    var unused = thread.scheduleWithFixedDelay(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Returns what was seen last; empty before the first answer. */
  Optional<ClusterView.Seen> seen() {
    return Optional.ofNullable(look).map(Look::seen);
  }

  /** Returns why what was seen is old; empty when it is not. */
  Optional<String> problem() {
    Look last = look;
    String reason = failure;
    if (reason == null || last == null) {
      return Optional.ofNullable(reason).map("Kafka does not answer: "::concat);
    }
    return last.at().plus(OLD).isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of("Kafka does not answer since %s: %s".formatted(last.at(), reason));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    view.close();
  }

  private void look() {
    try {
      look = new Look(clock.instant(), view.look());
      failure = null;
    } catch (ExecutionException e) {
      failure = String.valueOf(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // An uncaught exception would end the looks, and what is shown would be old without a word.
      failure = e.toString();
    }
  }
}
