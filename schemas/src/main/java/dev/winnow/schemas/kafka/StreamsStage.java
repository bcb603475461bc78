package dev.winnow.schemas.kafka;

import dev.winnow.schemas.Stage;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage that is a Kafka Streams application. */
public final class StreamsStage implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsStage.class);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final String name;
  private final KafkaStreams streams;
  private final CountDownLatch settled = new CountDownLatch(1);

  /**
   * A stage of this name, which also names its consumer group, internal topics and transactions.
   */
  public StreamsStage(
      String name, KafkaConnection connection, StreamsProperties settings, Topology topology) {
    this.name = name;
    Properties properties = new Properties();
    properties.putAll(settings.of(connection, name));
    this.streams = new KafkaStreams(topology, properties);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    // A thread may die of a commit that races a transaction's timeout (KAFKA-20785); its work was
    // rolled back, so another can take it up.
    streams.setUncaughtExceptionHandler(
        e -> {
          LOG.error("a thread of the {} died and is replaced", name, e);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == State.RUNNING || now == State.ERROR || now == State.NOT_RUNNING) {
            settled.countDown();
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
      if (!settled.await(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || !healthy()) {
        throw new KafkaException(
            "the %s did not start within %s (state %s); see its log"
                .formatted(name, START_TIMEOUT, streams.state()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while starting the " + name, e);
    }
  }
}
