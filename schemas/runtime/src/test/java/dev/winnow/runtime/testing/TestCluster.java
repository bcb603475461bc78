package dev.winnow.runtime.testing;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real broker in this JVM, with all topics of the pool {@link Records#POOL} and share groups
 * enabled.
 */
public final class TestCluster implements AutoCloseable {
  private final TestBroker broker;
  private final KafkaConnection connection;
  private final AtomicInteger prefixes = new AtomicInteger();

  /** Starts a broker with this many partitions for every topic. */
  public TestCluster(int partitions) {
    this.broker = start();
    this.connection =
        new KafkaConnection(
            broker.bootstrapServers(), new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
    createTopics(connection, partitions);
  }

  public KafkaConnection connection() {
    return connection;
  }

  /** A connection to new, empty topics with a prefix and a schema registry of their own. */
  public KafkaConnection topics(int partitions) {
    Topics topics = new Topics("test" + prefixes.incrementAndGet() + '.');
    KafkaConnection fresh =
        new KafkaConnection(
            broker.bootstrapServers(), new InMemorySchemaRegistry(), topics, Map.of());
    createTopics(fresh, partitions);
    return fresh;
  }

  @Override
  public void close() {
    try {
      broker.close();
    } catch (Exception e) {
      throw new IllegalStateException("the test broker did not stop", e);
    }
  }

  private static void createTopics(KafkaConnection connection, int partitions) {
    TopicSettings settings =
        new TopicSettings(partitions, (short) 1, Duration.ofDays(1), Duration.ofDays(1));
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(admin, settings.all(connection.topics(), Set.of(Records.POOL)));
    }
  }

  private static TestBroker start() {
    try {
      return new TestBroker();
    } catch (Exception e) {
      throw new IllegalStateException("the test broker did not start", e);
    }
  }
}
