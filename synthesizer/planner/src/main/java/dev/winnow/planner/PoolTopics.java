package dev.winnow.planner;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * The requests topics of the pools. Streams would wait in vain for a topic that is not there, so a
 * new pool's is made before its first request is sent. Anybody who may publish a recipe may name a
 * pool: above a limit only an operator makes their topics. Thread-safe.
 */
final class PoolTopics {
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);
  private static final int MAX_REFUSED = 1_000;

  private final KafkaConnection connection;
  private final TopicSettings settings;
  private final int maxPools;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<String, Refusal> refused = new ConcurrentHashMap<>();

  private record Refusal(String words, long untilNanos) {}

  /**
   * Of no pool yet.
   *
   * @param maxPools with so many pools, this makes no further topics
   */
  PoolTopics(KafkaConnection connection, TopicSettings settings, int maxPools) {
    this.connection = connection;
    this.settings = settings;
    this.maxPools = maxPools;
  }

  /** Makes the pool's topic if need be; what is wrong, in words, when it may not. */
  Optional<String> refusal(String pool) {
    if (known.contains(pool)) {
      return Optional.empty();
    }
    Refusal before = refused.get(pool);
    if (before != null && System.nanoTime() - before.untilNanos() < 0) {
      return Optional.of(before.words());
    }
    Optional<String> words = ensure(pool);
    if (words.isEmpty()) {
      known.add(pool);
      refused.remove(pool);
    } else if (refused.size() < MAX_REFUSED || before != null) {
      long until = System.nanoTime() + ASK_AGAIN_AFTER.toNanos();
      refused.put(pool, new Refusal(words.get(), until));
    }
    return words;
  }

  private Optional<String> ensure(String pool) {
    String topic = connection.topics().sampling(pool);
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      Set<String> topics = admin.listTopics().names().get();
      String prefix = connection.topics().sampling("");
      long pools = topics.stream().filter(name -> name.startsWith(prefix)).count();
      if (!topics.contains(topic) && pools >= maxPools) {
        return Optional.of(
            "pool \"%s\": there are %d pools, and the planner makes no more topics; make it with 'winnow topics --pool %s', or name another pool in the recipe"
                .formatted(pool, pools, pool));
      }
      TopicCreator.createMissing(admin, List.of(settings.sampling(connection.topics(), pool)));
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot list topics: %s".formatted(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while listing topics", e);
    }
  }
}
