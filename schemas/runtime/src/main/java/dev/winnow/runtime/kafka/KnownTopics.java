package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Whether a pool's topic exists. Streams would wait in vain for a topic that does not, and anyone
 * may write a record that names any pool. Topics that exist are remembered; missing ones are looked
 * for again after some seconds. Thread-safe.
 */
public final class KnownTopics implements Predicate<String> {
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);
  private static final int MAX_MISSING = 1_000;

  private final KafkaConnection connection;
  private final UnaryOperator<String> topicOf;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> missingUntil = new ConcurrentHashMap<>();

  /**
   * @param topicOf name of a pool's topic
   */
  public KnownTopics(KafkaConnection connection, UnaryOperator<String> topicOf) {
    this.connection = connection;
    this.topicOf = topicOf;
  }

  @Override
  public boolean test(String pool) {
    if (known.contains(pool)) {
      return true;
    }
    Long until = missingUntil.get(pool);
    if (until != null && System.nanoTime() - until < 0) {
      return false;
    }
    boolean exists = topics().contains(topicOf.apply(pool));
    if (exists) {
      known.add(pool);
      missingUntil.remove(pool);
    } else if (missingUntil.size() < MAX_MISSING || until != null) {
      missingUntil.put(pool, System.nanoTime() + ASK_AGAIN_AFTER.toNanos());
    }
    return exists;
  }

  private Set<String> topics() {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot list topics: " + BrokerErrors.explain(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while listing topics", e);
    }
  }
}
