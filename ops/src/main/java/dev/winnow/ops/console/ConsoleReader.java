package dev.winnow.ops.console;

import dev.winnow.ops.status.ClusterView;
import dev.winnow.ops.status.PositionLostException;
import dev.winnow.ops.status.StreamFollower;
import dev.winnow.ops.status.WorkerView;
import dev.winnow.producers.gateway.BrokenStoreException;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics into a {@link ReadModel}, and makes an {@link Overview} every second.
 *
 * <p>When reading fails, for whatever reason, it goes on after a pause where the model was kept
 * last; a model that cannot be used is made anew. Until then the overview says what the reason is.
 * Thread-safe.
 */
final class ConsoleReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long EVERY_MS = 1_000;
  private static final long RETRY_MS = 2_000;

  /** A gateway is stopped while Kafka is away, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Bounds what a commit writes at once, and what the heap holds until then. */
  private static final long MAX_UNCOMMITTED = 10_000;

  private final KafkaConnection connection;
  private final ReadModelDirectory directory;
  private final InstantSource clock;
  private final Consumer<Overview> listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("console").daemon().unstarted(this::run);
  private final Overview initial;
  private volatile Overview overview;
  private volatile @Nullable PromptIndex index;
  private volatile List<WorkerView> workers = List.of();

  /**
   * @param directory where the model is; closed with this
   * @param listener receives every overview, on the reading thread
   */
  ConsoleReader(
      KafkaConnection connection,
      ReadModelDirectory directory,
      InstantSource clock,
      Consumer<Overview> listener) {
    this.connection = connection.withPatience(PATIENCE);
    this.directory = directory;
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
      directory.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosing()) {
      try {
        follow();
      } catch (BrokenStoreException | PositionLostException | ReadModel.UnusableException e) {
        LOG.warn("event=console-model-deleted reason={}", e.getMessage());
        show(Overview.unknown(now(), "the console reads all again: " + e.getMessage()));
        discard();
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
    try (ReadModel model = ReadModel.open(directory, topicIds(), clock.instant());
        StreamFollower follower = new StreamFollower(connection, clock, model.prompts());
        ClusterWatch cluster = new ClusterWatch(connection, clock)) {
      index = model.prompts();
      OverviewMaker maker = new OverviewMaker(follower, cluster, model.prompts(), clock);
      Instant due = clock.instant();
      long uncommitted = 0;
      while (!isClosing()) {
        uncommitted += maker.poll(POLL);
        boolean isDue = !clock.instant().isBefore(due);
        if (isDue || uncommitted > MAX_UNCOMMITTED) {
          commit(model, follower, cluster);
          uncommitted = 0;
        }
        if (isDue) {
          workers = follower.workers();
          show(maker.make());
          due = clock.instant().plusMillis(EVERY_MS);
        }
      }
      commit(model, follower, cluster);
    }
  }

  private void commit(ReadModel model, StreamFollower follower, ClusterWatch cluster) {
    Optional<Map<String, String>> ids =
        cluster.problem().isPresent()
            ? Optional.empty()
            : cluster.seen().map(ClusterView.Seen::topicIds);
    model.commit(follower.positions(), ids, clock.instant());
  }

  /** Returns the ids of the topics that the model describes. */
  private Map<String, String> topicIds() {
    Topics topics = connection.topics();
    Set<String> read =
        Set.of(topics.progress(), topics.verdicts(), topics.recipes(), topics.deadLetters());
    try (ClusterView cluster = new ClusterView(connection)) {
      Map<String, String> ids = new HashMap<>(cluster.topicIds());
      ids.keySet().retainAll(read);
      return ids;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not answer: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka is asked for its topics", e);
    }
  }

  private void discard() {
    try {
      directory.delete();
    } catch (RuntimeException e) {
      LOG.warn("event=console-retry after_ms={} reason={}", RETRY_MS, e.toString());
    }
    pause();
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
