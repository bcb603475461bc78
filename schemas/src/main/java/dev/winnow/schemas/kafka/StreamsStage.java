package dev.winnow.schemas.kafka;

import dev.winnow.schemas.Health;
import dev.winnow.schemas.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
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

  /**
   * Leaves the group, so that the partitions go to who comes next at once, and not only after the
   * session timeout (45 s by default): a restarted stage would stand still as long.
   */
  private static final CloseOptions CLOSE =
      CloseOptions.timeout(Duration.ofSeconds(30))
          .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

  private static final int MOST_DEATHS = 20;

  private final String name;
  private final KafkaStreams streams;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final AtomicInteger deaths = new AtomicInteger();

  /**
   * A stage of this name, which also names its consumer group, internal topics and transactions.
   */
  public StreamsStage(
      String name, KafkaConnection connection, StreamsProperties settings, Topology topology) {
    this.name = name;
    create(settings.stateDirectory());
    Properties properties = new Properties();
    properties.putAll(settings.of(connection, name));
    this.streams = new KafkaStreams(topology, properties);
  }

  /** Two stages may share the directory and start at once, which Streams itself trips over. */
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

  @Override
  public void start() {
    streams.setUncaughtExceptionHandler(this::replaceThread);
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
  public Health health() {
    State state = streams.state();
    return state.isRunningOrRebalancing() || state == State.CREATED
        ? Health.ok()
        : new Health.Failed("the stream is in state " + state);
  }

  @Override
  public void close() {
    streams.close(CLOSE);
  }

  /**
   * A thread may die of a commit that races a transaction's timeout (KAFKA-20785); its work was
   * rolled back, so another can take it up. What kills one after the other will kill the next.
   */
  private StreamThreadExceptionResponse replaceThread(Throwable cause) {
    if (deaths.incrementAndGet() > MOST_DEATHS) {
      LOG.error("stage={} event=given-up deaths={}", name, MOST_DEATHS, cause);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("stage={} event=thread-replaced", name, cause);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
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
