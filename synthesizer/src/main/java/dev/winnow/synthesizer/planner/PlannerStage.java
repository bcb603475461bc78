package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.TopicCreator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The planner as a process part: a Kafka Streams application. */
public final class PlannerStage implements Stage {
  static final String NAME = "planner";
  private static final Logger LOG = LoggerFactory.getLogger(PlannerStage.class);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final KafkaConnection connection;
  private final PlannerConfig config;
  private final Set<String> pools = ConcurrentHashMap.newKeySet();
  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);

  public PlannerStage(KafkaConnection connection, PlannerConfig config) {
    this.connection = connection;
    this.config = config;
    Properties properties = new Properties();
    properties.putAll(config.streams().of(connection, NAME));
    this.streams =
        new KafkaStreams(PlannerTopology.build(connection, config, this::ensurePool), properties);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    // A thread may die of a commit that races a transaction's timeout (KAFKA-20785); its work was
    // rolled back, so another can take it up.
    streams.setUncaughtExceptionHandler(
        e -> {
          LOG.error("a planner thread died and is replaced", e);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == State.RUNNING || now == State.ERROR || now == State.NOT_RUNNING) {
            running.countDown();
          }
        });
    streams.start();
    awaitRunning();
  }

  @Override
  public boolean healthy() {
    return streams.state().isRunningOrRebalancing();
  }

  @Override
  public void close() {
    streams.close(CLOSE_TIMEOUT);
  }

  private void awaitRunning() {
    try {
      if (!running.await(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || !healthy()) {
        throw new KafkaException(
            "the planner did not start within %s (state %s); see its log"
                .formatted(START_TIMEOUT, streams.state()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while starting the planner", e);
    }
  }

  /** Streams would wait in vain for a topic that is not there, so a new pool's is made first. */
  private void ensurePool(String pool) {
    if (pools.contains(pool)) {
      return;
    }
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(admin, List.of(config.topics().trials(connection.topics(), pool)));
    }
    pools.add(pool);
  }
}
