package dev.winnow.worker;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.DeadLetterSender;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.runtime.pool.RequestQueue;
import dev.winnow.runtime.pool.StatusReports;
import dev.winnow.runtime.pool.WorkerIdentity;
import dev.winnow.runtime.share.RequestStarter;
import dev.winnow.runtime.share.ShareGroup;
import dev.winnow.runtime.share.ShareWorker;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.runtime.share.WorkerMeter;
import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/**
 * A worker of one pool. All workers of a pool form a Kafka share group (KIP-932): each request is
 * locked for one of them.
 */
public final class SynthesizerStage implements Stage {
  static final String NAME = "synthesizer";

  private final KafkaConnection connection;
  private final WorkerConfig config;
  private final CurrentEngine engine;
  private final SwapMeter swaps;
  private final InstantSource clock;
  private final ShareWorker requests;
  private final CandidatePublisher publisher;
  private final WorkerMeter workerMeter;
  private final CandidateMeter meter;
  private final EndedPrompts ended = new EndedPrompts();
  private final DeadLetterSender deadLetters;
  private final RequestStarter<SamplingRequest> starter;
  private final List<RepeatedWork> sidework;
  private boolean closed;

  /** Creates a worker that samples with this engine and closes the engine with itself. */
  public SynthesizerStage(KafkaConnection connection, WorkerConfig config, Engine engine) {
    this(connection, config, EngineSource.of(() -> engine));
  }

  /**
   * Creates a worker that opens its engine here, and opens it anew when its model changes.
   *
   * @throws RuntimeException if it cannot be opened
   */
  public SynthesizerStage(KafkaConnection connection, WorkerConfig config, EngineSource source) {
    this(connection, config, source, InstantSource.system());
  }

  SynthesizerStage(
      KafkaConnection connection, WorkerConfig config, EngineSource source, InstantSource clock) {
    this.connection = connection;
    this.config = config;
    this.clock = clock;
    Optional<ModelFilesState> loaded = source.model().flatMap(ModelSwap::stateOf);
    Engine first = source.get();
    this.engine = new CurrentEngine(first);
    this.swaps = new SwapMeter(connection.metrics(), config.pool());
    this.publisher = new CandidatePublisher(connection);
    this.deadLetters = new DeadLetterSender(connection, NAME, clock);
    this.starter =
        new RequestStarter<>(
            connection,
            SamplingRequest.class,
            (record, request) -> SamplingRequestRules.refusal(request),
            this::sample,
            deadLetters,
            "sampling");
    this.workerMeter = new WorkerMeter(connection.metrics(), NAME, config);
    this.requests =
        new ShareWorker(
            connection,
            group(connection, first),
            starter::start,
            () -> engine.now().wantsMore(),
            workerMeter);
    this.meter =
        new CandidateMeter(
            connection.metrics(), config.pool(), workerMeter, engine, requests::held);
    WorkerIdentity identity = WorkerIdentity.of(config.pool(), clock.instant());
    this.sidework = new ArrayList<>();
    sidework.add(
        new RepeatedWork(
            "status of pool " + config.pool(),
            () -> new StatusReports(connection, identity, this::now, clock)));
    sidework.add(
        new RepeatedWork(
            "progress for pool " + config.pool(), () -> new EndedPromptsReader(connection, ended)));
    source
        .model()
        .map(model -> new ModelSwap(source, model, loaded, engine, swaps, clock))
        .ifPresent(
            swap -> sidework.add(new RepeatedWork("model of pool " + config.pool(), () -> swap)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized void start() {
    TopicVerifier.verify(connection, StageTopics.synthesizer(connection.topics()));
    sidework.forEach(RepeatedWork::start);
    requests.start("synthesizer-loop");
  }

  @Override
  public Health health() {
    if (!engine.now().healthy()) {
      return failed("the engine");
    }
    if (!starter.isHealthy()) {
      return failed("a sampling thread");
    }
    Health reading = requests.health("the requests of pool '%s'".formatted(config.pool()));
    if (reading.isFailed()) {
      return reading;
    }
    if (!sidework.stream().allMatch(RepeatedWork::isHealthy)) {
      return failed("a background thread");
    }
    return Health.worst(Stream.of(reading, ofEngine()));
  }

  private Health ofEngine() {
    return engine
        .now()
        .status()
        .reason()
        .or(swaps::problem)
        .<Health>map(
            reason -> new Health.Degraded("pool '%s': %s".formatted(config.pool(), reason)))
        .orElseGet(Health::ok);
  }

  private Health failed(String part) {
    return new Health.Failed(
        "%s of pool '%s' has failed; see its log for the reason".formatted(part, config.pool()));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    requests.close();
    sidework.forEach(RepeatedWork::close);
    meter.close();
    engine.close();
    publisher.close();
    deadLetters.close();
  }

  private AcknowledgeType sample(SamplingRequest request, OpenSpan span)
      throws InterruptedException {
    try (CurrentEngine.Use use = engine.use()) {
      if (span.isTraced()) {
        span.with("winnow.request", request.getId())
            .with("winnow.pool", request.getPool())
            .with("winnow.model", use.engine().model());
      }
      return new RequestTask(use.engine(), publisher, ended, clock, meter, request, span).run();
    }
  }

  private StatusReports.Now now() {
    Engine now = engine.now();
    return new StatusReports.Now(
        now.status(),
        requests.held(),
        new SamplingModel(now.model(), now.modelVersion()),
        workerMeter.counts(),
        engine.load(),
        workerMeter.prices(),
        workerMeter.cost());
  }

  private ShareGroup group(KafkaConnection connection, Engine first) {
    return new ShareGroup(
        RequestQueue.SAMPLING.group(connection.topics(), config.pool()),
        connection.topics().sampling(config.pool()),
        config.lockDuration(),
        config.drainGrace(),
        Math.max(1, first.concurrency()));
  }
}
