package dev.winnow.synthesizer.worker;

import dev.winnow.schemas.Health;
import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.DeadLetterSender;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.StageTopics;
import dev.winnow.schemas.kafka.TopicVerifier;
import dev.winnow.synthesizer.engine.Engine;
import dev.winnow.synthesizer.engine.EngineStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A worker of one pool. All workers of a pool form a Kafka share group (KIP-932): each request is
 * locked for one of them, however many there are.
 */
public final class SynthesizerStage implements Stage {
  static final String NAME = "synthesizer";
  private static final int MAX_LANES = 8;

  private final KafkaConnection connection;
  private final WorkerConfig config;
  private final Engine engine;
  private final InstantSource clock;
  private final List<ShareConsumerLoop> loops = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CandidatePublisher publisher;
  private final EndedPrompts ended = new EndedPrompts();
  private final DeadLetterSender deadLetters;
  private final RequestStarter starter;
  private final List<Repeated> sidework;
  private boolean closed;

  /** A worker that samples with this engine, and closes it with itself. */
  public SynthesizerStage(KafkaConnection connection, WorkerConfig config, Engine engine) {
    this(connection, config, engine, InstantSource.system());
  }

  SynthesizerStage(
      KafkaConnection connection, WorkerConfig config, Engine engine, InstantSource clock) {
    this.connection = connection;
    this.config = config;
    this.engine = engine;
    this.clock = clock;
    this.publisher = new CandidatePublisher(connection);
    this.deadLetters = new DeadLetterSender(connection, NAME, clock);
    this.starter = new RequestStarter(connection, engine, publisher, ended, deadLetters, clock);
    WorkerIdentity identity = WorkerIdentity.of(config.pool(), clock.instant());
    this.sidework =
        List.of(
            new Repeated(
                "status of pool " + config.pool(),
                () -> new StatusReports(connection, identity, this::now, clock)),
            new Repeated(
                "progress for pool " + config.pool(),
                () -> new EndedPromptsReader(connection, ended)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized void start() {
    TopicVerifier.verify(connection, StageTopics.synthesizer(connection.topics()));
    configureGroup();
    sidework.forEach(Repeated::start);
    int count = Math.clamp(engine.concurrency(), 1, MAX_LANES);
    for (int i = 0; i < count; i++) {
      int samplingRequests = (engine.concurrency() + i) / count;
      ShareConsumerLoop loop =
          new ShareConsumerLoop(
              consumer(Math.max(1, samplingRequests)), starter::start, engine::wantsMore, config);
      loops.add(loop);
      threads.add(Thread.ofPlatform().name("synthesizer-loop-" + i).start(loop));
    }
  }

  @Override
  public Health health() {
    if (!engine.healthy()) {
      return failed("the engine");
    }
    if (!starter.isHealthy()) {
      return failed("a sampling thread");
    }
    if (!loops.stream().allMatch(ShareConsumerLoop::isHealthy)) {
      return failed("a thread that reads requests");
    }
    if (!sidework.stream().allMatch(Repeated::isHealthy)) {
      return failed("a thread beside the sampling");
    }
    EngineStatus status = engine.status();
    return status
        .reason()
        .<Health>map(
            reason -> new Health.Degraded("pool '%s': %s".formatted(config.pool(), reason)))
        .orElseGet(Health::ok);
  }

  private Health failed(String part) {
    return new Health.Failed(
        "%s of pool '%s' has failed; its log says why".formatted(part, config.pool()));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    loops.forEach(ShareConsumerLoop::drain);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sidework.forEach(Repeated::close);
    engine.close();
    publisher.close();
    deadLetters.close();
  }

  private StatusReports.Now now() {
    int held = loops.stream().mapToInt(ShareConsumerLoop::held).sum();
    return new StatusReports.Now(engine.status(), held, engine.model());
  }

  private String group() {
    return connection.topics().prefix() + "synthesizer." + config.pool();
  }

  /**
   * The group's own settings, on the broker: requests are written in transactions, must not be
   * missed by a group that is new, and return when a worker dies.
   */
  private void configureGroup() {
    Map<String, String> settings =
        Map.of(
            "share.isolation.level", "read_committed",
            "share.auto.offset.reset", "earliest",
            "share.record.lock.duration.ms", String.valueOf(config.lockDuration().toMillis()));
    Collection<AlterConfigOp> operations =
        settings.entrySet().stream()
            .map(s -> new AlterConfigOp(new ConfigEntry(s.getKey(), s.getValue()), OpType.SET))
            .toList();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group());
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      admin.incrementalAlterConfigs(Map.of(resource, operations)).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "cannot configure share group '%s': %s".formatted(group(), e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(
          "interrupted while configuring share group '%s'".formatted(group()), e);
    }
  }

  private ShareConsumer<byte[], byte[]> consumer(int samplingRequests) {
    ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            connection.properties(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    group(),
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                    "explicit",
                    ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                    "record_limit",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    samplingRequests)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Set.of(connection.topics().sampling(config.pool())));
    return consumer;
  }
}
