package dev.winnow.ops.local;

import dev.winnow.curator.CuratorStage;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.console.Console;
import dev.winnow.ops.verify.VerifyService;
import dev.winnow.planner.PlannerConfig;
import dev.winnow.planner.PlannerStage;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.RocksDbLibrary;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.http.VertxWithoutFiles;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.Topics;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.verifier.VerifierConfig;
import dev.winnow.verifier.VerifierStage;
import dev.winnow.worker.SynthesizerStage;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineSource;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service in this process: a real broker, a registry, every stage. The stages are the
 * same as in separate processes; only the wiring is local. After a stop or a kill, a start on the
 * same directory continues where it ended.
 */
public final class LocalService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalService.class);

  /**
   * Broker and worker end together, so no other worker waits for the locks: long locks tolerate a
   * busy machine.
   */
  private static final Duration LOCK = Duration.ofSeconds(30);

  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** Most candidates of a pool on order, however many partitions share them. */
  private static final int ON_ORDER = 4096;

  private final LocalConfig config;
  private final Operations operations;
  private final Vertx vertx = VertxWithoutFiles.create();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Stages that produce work, and stages that process it: closed in this order. */
  private final List<Stage> sources = new CopyOnWriteArrayList<>();

  private final List<Stage> stages = new CopyOnWriteArrayList<>();
  private final KafkaConnection connection;
  private final URI registryUri;

  /** Starts broker, registry and topics, without an operations port. */
  public LocalService(LocalConfig config) throws IOException {
    this(config, new Operations(Optional.empty()));
  }

  /**
   * Starts broker, registry and topics; {@link #start} starts the stages.
   *
   * @param operations the process's operations port, which is opened with the stages and closed
   *     with this
   */
  public LocalService(LocalConfig config, Operations operations) throws IOException {
    this.config = config;
    this.operations = operations;
    open.push(operations);
    open.push(() -> vertx.close().await());
    // The broker's start mostly waits.
    Thread.ofVirtual().name("load-rocksdb").start(RocksDbLibrary::load);
    LocalBroker broker =
        new LocalBroker(config.directory().resolve("kafka"), config.ports().kafka());
    open.push(broker);
    LocalRegistry registry =
        new LocalRegistry(vertx, broker.bootstrapServers(), config.ports().registry());
    open.push(registry);
    registryUri = registry.uri();
    connection =
        operations.connected(
            KafkaConnection.of(broker.bootstrapServers(), registryUri, Topics.DEFAULT));
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(admin, config.topics().all(connection.topics(), config.pools()));
      DeadMembers.remove(admin);
      HangingTransactions.abort(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the broker starts", e);
    }
  }

  /** Returns the address of the console's first page, which answers once the stages run. */
  public URI consoleUri() {
    return consoleUri(config.ports().gateway());
  }

  /** Returns the address that the console of a service with this gateway port has. */
  public static URI consoleUri(int gatewayPort) {
    return URI.create("http://127.0.0.1:%d/".formatted(gatewayPort));
  }

  public KafkaConnection connection() {
    return connection;
  }

  /** Returns the registry's address, for processes beside this one. */
  public URI registryUri() {
    return registryUri;
  }

  /** Starts every stage, without scorers. */
  public void start(Map<String, Supplier<Engine>> engines) {
    start(engines, Map.of());
  }

  /**
   * Starts every stage concurrently, because each mostly waits for the broker.
   *
   * @param engines creates the engine of the worker of each pool
   * @param scorers opens the scorer worker of each scoring pool, whose topic is created
   */
  public synchronized void start(
      Map<String, Supplier<Engine>> engines, Map<String, RewardScorer> scorers) {
    operations.start();
    createScoringTopics(scorers.keySet());
    List<CompletableFuture<Void>> starting = new ArrayList<>();
    starting.add(startAside(stages, this::planner));
    starting.add(startAside(stages, this::verifier));
    starting.add(startAside(stages, this::curator));
    starting.add(startAside(stages, this::sink));
    engines.forEach(
        (pool, engine) ->
            starting.add(startAside(sources, () -> worker(pool, EngineSource.of(engine)))));
    scorers.forEach(
        (pool, scorer) -> starting.add(startAside(sources, () -> scorer(pool, scorer))));
    starting.add(startAside(sources, this::gateway));
    allOf(starting).join();
  }

  /** Returns the health of the least healthy stage. */
  public Health health() {
    return Health.worst(Stream.of(stages, sources).flatMap(List::stream).map(Stage::health));
  }

  /** Returns false once a stage has failed permanently. */
  public boolean healthy() {
    return !health().isFailed();
  }

  /**
   * Stops producers before their consumers, so that little work remains in between. Stages with the
   * same consumers are stopped concurrently, because each mostly waits for the broker. Waits for a
   * start in progress.
   */
  @Override
  public synchronized void close() {
    closeAll(sources);
    closeAll(stages);
    open.forEach(LocalService::closeQuietly);
    open.clear();
  }

  private static void closeAll(List<Stage> closing) {
    allOf(closing.stream().map(stage -> aside(() -> closeStage(stage))).toList()).join();
    closing.clear();
  }

  private static void closeStage(Stage stage) {
    long start = System.nanoTime();
    closeQuietly(stage);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    LOG.info("stage={} stopped in {} ms", stage.name(), millis);
  }

  private CompletableFuture<Void> startAside(List<Stage> started, Supplier<Stage> make) {
    return aside(
        () -> {
          Stage stage = make.get();
          // The stage is added first, so that it is closed even if its start fails.
          started.add(stage);
          operations.watch(stage);
          stage.start();
          LOG.info("stage={} started", stage.name());
        });
  }

  private static CompletableFuture<Void> aside(Runnable work) {
    return CompletableFuture.runAsync(
        work, command -> Thread.ofPlatform().name("stages").start(command));
  }

  private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> all) {
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private void createScoringTopics(Set<String> pools) {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(
          admin,
          pools.stream()
              .map(pool -> config.topics().ofPool(connection.topics().scoring(pool)))
              .toList());
    }
  }

  private Stage gateway() {
    return new GatewayStage(
        connection,
        GatewayConfig.local(config.ports().gateway()),
        Installed.catalog(),
        UnaryOperator.identity(),
        List.of(
            new Console(
                connection,
                Optional.of(config.datasets()),
                Optional.of(config.directory().resolve("state"))),
            VerifyService.ofDefaults()));
  }

  private Stage planner() {
    int partitions = config.topics().partitions();
    return PlannerStage.create(
        connection,
        PlannerConfig.of(streams(), config.topics()).withWindow(Math.max(1, ON_ORDER / partitions)),
        Installed.catalog().verification());
  }

  private Stage verifier() {
    return VerifierStage.create(connection, VerifierConfig.of(streams()));
  }

  private Stage curator() {
    return CuratorStage.create(connection, streams());
  }

  private Stage worker(String pool, EngineSource engine) {
    return new SynthesizerStage(connection, new WorkerConfig(pool, LOCK, DRAIN), engine);
  }

  private Stage scorer(String pool, RewardScorer scorer) {
    return scorer.open(connection, new WorkerConfig(pool, LOCK, DRAIN));
  }

  private Stage sink() {
    SinkConfig defaults = SinkConfig.of(config.datasets());
    return new SinkStage(
        connection,
        new SinkConfig(
            config.datasets(),
            config.format(),
            defaults.maxRows(),
            defaults.maxBytes(),
            config.commitAfter()));
  }

  private StreamsProperties streams() {
    Path state = config.directory().resolve("state");
    return StreamsProperties.local(state);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.warn("a part of the service did not stop correctly", e);
    }
  }
}
