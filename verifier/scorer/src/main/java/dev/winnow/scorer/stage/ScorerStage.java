package dev.winnow.scorer.stage;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.DeadLetterSender;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.runtime.metrics.StageMetrics.Registration;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.runtime.pool.RequestQueue;
import dev.winnow.runtime.pool.ScorerPools;
import dev.winnow.runtime.pool.StatusReports;
import dev.winnow.runtime.pool.WorkerIdentity;
import dev.winnow.runtime.share.RequestStarter;
import dev.winnow.runtime.share.ResultPublisher;
import dev.winnow.runtime.share.ShareGroup;
import dev.winnow.runtime.share.ShareWorker;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.runtime.share.WorkerMeter;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.rules.ScorerType;
import dev.winnow.scorer.ScorerEngine;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scorer worker of one pool. All workers of a pool form a Kafka share group (KIP-932): each
 * request is locked for one of them. Its status is reported for the pool {@code scoring/NAME}, so
 * that a pool of synthesizers with the same name is another one.
 */
public final class ScorerStage implements Stage {
  static final String NAME = "scorer";

  /** More requests than this are not held at once, whatever the engine scores at once. */
  private static final int MAX_HELD = 512;

  private final KafkaConnection connection;
  private final WorkerConfig config;
  private final ScorerEngine<?> engine;
  private final ShareWorker requests;
  private final BatchRunner<?> batches;
  private final ResultPublisher<Score> publisher;
  private final DeadLetterSender deadLetters;
  private final RequestStarter<ScoringRequest> starter;
  private final WorkerMeter meter;
  private final RepeatedWork reports;
  private final List<Registration> gauges;
  private boolean closed;

  private ScorerStage(
      KafkaConnection connection,
      WorkerConfig config,
      ScorerEngine<?> engine,
      BatchRunner<?> batches,
      ResultPublisher<Score> publisher,
      RequestStarter.RequestHandler<ScoringRequest> handler,
      WorkerMeter meter,
      InstantSource clock) {
    this.connection = connection;
    this.config = config;
    this.engine = engine;
    this.batches = batches;
    this.publisher = publisher;
    this.meter = meter;
    this.deadLetters = new DeadLetterSender(connection, NAME, clock);
    this.starter =
        new RequestStarter<>(
            connection,
            ScoringRequest.class,
            (record, request) -> ScoringRequestRules.refusal(record.key(), request),
            handler,
            deadLetters,
            "scoring");
    this.requests = new ShareWorker(connection, group(), starter::start, this::wantsMore, meter);
    this.gauges =
        List.of(
            connection
                .metrics()
                .gauge(WorkerMetric.INFLIGHT_REQUESTS, requests::held, NAME, config.pool()),
            connection
                .metrics()
                .gauge(
                    WorkerMetric.ENGINE_BATCH_FILL_RATIO,
                    () -> batches.load().fill(),
                    NAME,
                    config.pool()));
    WorkerIdentity identity = WorkerIdentity.of(ScorerPools.key(config.pool()), clock.instant());
    this.reports =
        new RepeatedWork(
            "status of pool " + identity.pool(),
            () -> new StatusReports(connection, identity, this::now, clock));
  }

  /**
   * Creates a worker that scores with this engine and closes the engine with itself.
   *
   * @param type what recipes call the engine's scorers, with their options
   */
  public static <C extends Record> ScorerStage create(
      KafkaConnection connection, WorkerConfig config, ScorerType<C> type, ScorerEngine<C> engine) {
    InstantSource clock = InstantSource.system();
    BatchRunner<C> batches = new BatchRunner<>(engine, type.options(), System::nanoTime);
    ResultPublisher<Score> publisher =
        new ResultPublisher<>(connection, connection.topics().scores());
    ScoreFactory scores = new ScoreFactory(engine.version(), engine.model());
    WorkerMeter meter = new WorkerMeter(connection.metrics(), NAME, config);
    ScoreMeter counted = ScoreMeter.of(connection.metrics(), meter, config.pool(), type.name());
    return new ScorerStage(
        connection,
        config,
        engine,
        batches,
        publisher,
        new ScoringHandler<>(type, batches, scores, publisher, counted, clock),
        meter,
        clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the engine's server or model cannot give scores
   */
  @Override
  public synchronized void start() {
    TopicVerifier.verify(connection, StageTopics.scorer(connection.topics()));
    try {
      engine.check();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the scorer starts", e);
    }
    reports.start();
    batches.start();
    requests.start("scorer-loop");
  }

  @Override
  public Health health() {
    if (!engine.healthy()) {
      return failed("the engine");
    }
    if (!starter.isHealthy()) {
      return failed("a request's thread");
    }
    Health reading = requests.health("the requests of scoring pool '%s'".formatted(config.pool()));
    if (reading.isFailed()) {
      return reading;
    }
    if (!reports.isHealthy()) {
      return failed("the thread that reports the status");
    }
    return Health.worst(Stream.of(reading, batches.health(), ofEngine()));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    requests.close();
    reports.close();
    gauges.forEach(Registration::close);
    batches.close();
    engine.close();
    publisher.close();
    deadLetters.close();
  }

  private Health ofEngine() {
    return engine
        .status()
        .reason()
        .<Health>map(
            reason -> new Health.Degraded("scoring pool '%s': %s".formatted(config.pool(), reason)))
        .orElseGet(Health::ok);
  }

  private Health failed(String part) {
    return new Health.Failed(
        "%s of scoring pool '%s' has failed; see its log for the reason"
            .formatted(part, config.pool()));
  }

  private boolean wantsMore() {
    return engine.wantsMore() && batches.hasRoom();
  }

  private StatusReports.Now now() {
    EngineStatus status = engine.status();
    return new StatusReports.Now(
        status,
        requests.held(),
        new SamplingModel(engine.model()),
        meter.counts(),
        batches.load(),
        meter.prices(),
        meter.cost());
  }

  /**
   * Returns the share group. It holds as many requests as fill the batches being scored and the
   * next ones.
   */
  private ShareGroup group() {
    long wanted = 2L * engine.concurrency() * engine.limits().requests();
    return new ShareGroup(
        RequestQueue.SCORING.group(connection.topics(), config.pool()),
        connection.topics().scoring(config.pool()),
        config.lockDuration(),
        config.drainGrace(),
        (int) Math.clamp(wanted, 1, MAX_HELD));
  }
}
