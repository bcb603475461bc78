package dev.winnow.runtime.kafka;

import dev.winnow.runtime.GrowingPause;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.RocksDbLibrary;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.StageMetric;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.StageMetrics.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage that is a Kafka Streams application.
 *
 * <p>A thread that dies is replaced: its work was rolled back. A death caused by a record does not
 * count, since {@link RecordGuard} skips a lethal record. After another death there is a pause,
 * which grows to some seconds, so that a short outage cannot cause many. More than {@value
 * ThreadDeaths#MAX} such deaths within ten minutes end the stage.
 */
public final class StreamsStage implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsStage.class);

  /**
   * Leaves the group, so that the partitions are reassigned at once, and not only after the session
   * timeout (45 s by default), during which a restarted stage would be idle.
   */
  private static final CloseOptions CLOSE =
      CloseOptions.timeout(Duration.ofSeconds(30))
          .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

  private final String name;
  private final KafkaStreams streams;
  private final LocalStores stores;
  private final RecordGuard guard;
  private final Runnable verifyTopics;
  private final Runnable verifyBrokers;
  private final RestoreWatch restore;
  private final RepeatedWork lag;
  private Registration restoreGauge = () -> {};
  private final StageMetrics metrics;
  private final LabelledCounter threadDeaths;
  private final ThreadDeaths deaths = new ThreadDeaths(InstantSource.system());
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger pausing = new AtomicInteger();
  private volatile @Nullable String lastDeath;

  /**
   * Creates a stage with this name, which is also the prefix of its consumer group, internal topics
   * and transactions.
   *
   * @param guard the guard of the topology's processors
   * @param verifyTopics throws if the topics are not as the stage needs them; called at the start
   */
  public StreamsStage(
      String name,
      KafkaConnection connection,
      StreamsProperties settings,
      Topology topology,
      RecordGuard guard,
      Runnable verifyTopics) {
    this.name = name;
    this.guard = guard;
    this.verifyTopics = verifyTopics;
    this.verifyBrokers = () -> ClusterSize.requireCopiesAtFirstStart(connection, settings, name);
    create(settings.stateDirectory());
    Properties properties = new Properties();
    properties.putAll(settings.of(connection, name));
    RocksDbLibrary.load();
    this.streams = new KafkaStreams(topology, properties);
    String application = connection.topics().prefix() + name;
    this.stores = new LocalStores(name, settings.stateDirectory().resolve(application));
    this.restore = new RestoreWatch(name);
    this.metrics = connection.metrics();
    this.threadDeaths = metrics.counter(StageMetric.STREAM_THREAD_DEATHS_TOTAL);
    this.threadDeaths.add(0, name);
    this.lag = new RepeatedWork(name + "-lag", () -> new GroupLag(connection, name, application));
  }

  /**
   * Two stages may share the directory and start at the same time, which fails if Streams creates
   * it.
   */
  private static void create(Path stateDirectory) {
    try {
      Files.createDirectories(stateDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the state directory '%s' cannot be created; choose another".formatted(stateDirectory),
          e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Restoring a large state may take long; the method waits as long as there is progress.
   *
   * @throws KafkaException if the topics are not as required, or there is no progress for two
   *     minutes
   */
  @Override
  public void start() {
    verifyTopics.run();
    verifyBrokers.run();
    streams.setUncaughtExceptionHandler(this::onDeath);
    streams.setGlobalStateRestoreListener(restore);
    streams.setStateListener((now, before) -> restore.moved());
    restoreGauge = metrics.gauge(StageMetric.RESTORE_REMAINING_RECORDS, restore::left, name);
    stores.open();
    streams.start();
    awaitRunning();
    if (metrics.isOn()) {
      lag.start();
    }
  }

  /**
   * Returns a global store of the topology for reading. It must not be kept, because it is closed
   * with the stage.
   *
   * @throws InvalidStateStoreException while the stage does not run
   */
  public ReadOnlyKeyValueStore<byte[], byte[]> globalStore(String store) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
  }

  @Override
  public Health health() {
    return switch (streams.state()) {
      case CREATED -> new Health.Starting("not started yet");
      case REBALANCING ->
          new Health.Starting("partitions are being assigned, " + restore.describe());
      case RUNNING -> trouble().<Health>map(Health.Degraded::new).orElseGet(Health::ok);
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> new Health.Failed(ending());
    };
  }

  @Override
  public void close() {
    closing.countDown();
    lag.close();
    restoreGauge.close();
    boolean wasOpen = streams.state().isRunningOrRebalancing();
    if (streams.close(CLOSE) && wasOpen) {
      stores.close();
    }
  }

  private Optional<String> trouble() {
    if (pausing.get() > 0) {
      return Optional.of("a thread died and is replaced in a moment: " + lastDeath);
    }
    return guard.deaths().isOverwhelmed()
        ? Optional.of(
            "too many records end their threads, so none is skipped any more: " + lastDeath)
        : guard.pausedTimer();
  }

  private String ending() {
    String cause = lastDeath;
    return "the stream is in state %s%s"
        .formatted(streams.state(), cause == null ? "" : "; the last thread died of " + cause);
  }

  /**
   * A thread may also die because a commit races a transaction's timeout (KAFKA-20785). If threads
   * die repeatedly and no record is the cause, the next thread will die as well.
   */
  private StreamThreadExceptionResponse onDeath(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    lastDeath = root instanceof ApiException ? BrokerErrors.explain(root) : root.toString();
    threadDeaths.increment(name);
    boolean isOfARecord = FailureCause.isOfTheRecord(cause) && !guard.deaths().isOverwhelmed();
    int count = isOfARecord ? 0 : deaths.add();
    if (count > ThreadDeaths.MAX) {
      LOG.error("stage={} event=stage-ended deaths={}", name, ThreadDeaths.MAX, cause);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("stage={} event=thread-replaced", name, cause);
    if (count > 0) {
      pause(GrowingPause.DEFAULT.after(count, ThreadLocalRandom.current().nextDouble()));
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Holds up the dying thread, whose work is assigned anew only after this. */
  private void pause(Duration length) {
    pausing.incrementAndGet();
    try {
      boolean unused = closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pausing.decrementAndGet();
    }
  }

  private void awaitRunning() {
    try {
      while (streams.state() != State.RUNNING) {
        if (health().isFailed() || !restore.awaitMove()) {
          throw new KafkaException(
              "the %s did not start: %s; see its log".formatted(name, health().describe()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while starting the " + name, e);
    }
  }
}
