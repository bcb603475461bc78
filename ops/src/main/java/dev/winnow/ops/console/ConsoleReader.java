package dev.winnow.ops.console;

import dev.winnow.ops.status.StreamFollower;
import dev.winnow.ops.status.WorkerView;
import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics into a {@link PromptIndex}, and makes an {@link Overview} every second.
 *
 * <p>When reading fails, for whatever reason, the index is deleted and read again from the
 * beginning of the topics after a pause; until then the overview says what the reason is.
 * Thread-safe.
 */
final class ConsoleReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long EVERY_MS = 1_000;
  private static final long RETRY_MS = 2_000;

  private final KafkaConnection connection;
  private final InstantSource clock;
  private final Consumer<Overview> listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("console").daemon().unstarted(this::run);
  private final Overview initial;
  private volatile Overview overview;
  private volatile @Nullable PromptIndex index;
  private volatile List<WorkerView> workers = List.of();

  /**
   * @param listener receives every overview, on the reading thread
   */
  ConsoleReader(KafkaConnection connection, InstantSource clock, Consumer<Overview> listener) {
    this.connection = connection;
    this.clock = clock;
    this.listener = listener;
    this.initial = Overview.unknown(now(), "the console has not reached Kafka yet");
    this.overview = initial;
  }

  void start() {
    thread.start();
  }

  /** Returns the latest overview. */
  Overview overview() {
    return overview;
  }

  /** Returns the prompts that have been read; empty while no topic is open. */
  Optional<PromptIndex> index() {
    return Optional.ofNullable(index);
  }

  /**
   * Returns the prompts that have been read.
   *
   * @throws ProblemDetail if no topic is open yet
   */
  PromptIndex requireIndex() {
    return index().orElseThrow(ConsoleReader::notRead);
  }

  /** Returns the workers, as they were when the latest overview was made. */
  List<WorkerView> workers() {
    return workers;
  }

  static ProblemDetail notRead() {
    return ProblemDetail.unavailable(
        "the console has not read the topics yet; GET /v1/overview says how far it is");
  }

  Health health() {
    Overview now = overview;
    if (now.problem() == null) {
      return Health.ok();
    }
    return now == initial
        ? new Health.Starting("console: " + now.problem())
        : new Health.Degraded("console: " + now.problem());
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosing()) {
      try {
        follow();
      } catch (RuntimeException | Error e) {
        LOG.warn("event=console-retry after_ms={} reason={}", RETRY_MS, e.toString());
        show(Overview.unknown(now(), "the console cannot read: " + e.getMessage()));
        pause();
      } finally {
        index = null;
      }
    }
  }

  private void follow() {
    try (PromptIndex prompts = new PromptIndex(RecordStore.onDisk());
        StreamFollower follower = new StreamFollower(connection, clock, prompts);
        ClusterWatch cluster = new ClusterWatch(connection, clock)) {
      index = prompts;
      OverviewMaker maker = new OverviewMaker(follower, cluster, prompts, clock);
      Instant due = clock.instant();
      while (!isClosing()) {
        maker.poll(POLL);
        if (!clock.instant().isBefore(due)) {
          workers = follower.workers();
          show(maker.make());
          due = clock.instant().plusMillis(EVERY_MS);
        }
      }
    }
  }

  private void show(Overview now) {
    overview = now;
    listener.accept(now);
  }

  private String now() {
    return clock.instant().toString();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      boolean unused = closing.await(RETRY_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }
}
