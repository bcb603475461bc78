package dev.winnow.runtime.operations;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.kafka.BrokerErrors;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.RegistryException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Asks Kafka and the registry every few seconds whether they answer. */
final class DependencyWatch implements RepeatedWork.Work {
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int PATIENCE_MS = 3_000;

  private final KafkaConnection connection;
  private final DependencyHealth health;
  private Admin admin;
  private long askedAt = System.nanoTime() - EVERY.toNanos();

  DependencyWatch(KafkaConnection connection, DependencyHealth health) {
    this.connection = connection;
    this.health = health;
    this.admin = admin(connection);
  }

  private static Admin admin(KafkaConnection connection) {
    return Admin.create(
        connection
            .withPatience(Duration.ofMillis(PATIENCE_MS))
            .properties(
                Map.of(
                    // By default a client that finds no broker tries again at once, and logs it.
                    "reconnect.backoff.ms", 500, "reconnect.backoff.max.ms", 2_000)));
  }

  @Override
  public void turn() {
    if (System.nanoTime() - askedAt < EVERY.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      return;
    }
    health.broker(askBroker());
    health.registry(askRegistry());
    askedAt = System.nanoTime();
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private Health askBroker() {
    try {
      var unused = admin.describeCluster().clusterId().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
      return Health.ok();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthenticationException) {
        renewAdmin();
      }
      return brokerDegraded(BrokerErrors.explain(e.getCause()));
    } catch (TimeoutException e) {
      return brokerDegraded("no answer within %d ms".formatted(PATIENCE_MS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking Kafka", e);
    }
  }

  /** A client whose user was refused repeats that for ever, even when the user is back. */
  private void renewAdmin() {
    admin.close(Duration.ZERO);
    admin = admin(connection);
  }

  private Health brokerDegraded(String reason) {
    return new Health.Degraded(
        "Kafka at %s does not serve this process: %s"
            .formatted(connection.bootstrapServers(), reason));
  }

  private Health askRegistry() {
    try {
      connection.registry().ping();
      return Health.ok();
    } catch (RegistryException e) {
      return new Health.Degraded(String.valueOf(e.getMessage()));
    }
  }
}
