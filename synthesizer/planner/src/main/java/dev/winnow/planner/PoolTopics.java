package dev.winnow.planner;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * The request topics of the pools, of synthesizers and of scorers. Streams would wait in vain for a
 * topic that is not there, so the topic of a new pool is created before its first request is sent.
 * Every client that may publish a recipe may name a pool, so above a limit only an operator creates
 * their topics. Thread-safe.
 */
final class PoolTopics {
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);
  private static final int MAX_REFUSED = 1_000;

  private final KafkaConnection connection;
  private final TopicSettings settings;
  private final int maxPools;
  private final Set<Pool> known = ConcurrentHashMap.newKeySet();
  private final Map<Pool, Refusal> refused = new ConcurrentHashMap<>();

  private record Refusal(String words, long untilNanos) {}

  /**
   * Creates an object that knows no pool yet.
   *
   * @param maxPools number of pools from which on no further topics are created
   */
  PoolTopics(KafkaConnection connection, TopicSettings settings, int maxPools) {
    this.connection = connection;
    this.settings = settings;
    this.maxPools = maxPools;
  }

  /**
   * Creates the topics of a recipe's pools, as far as they are missing; returns what is wrong, in
   * words, when it may not.
   */
  Optional<String> refusal(Recipe recipe) {
    return Stream.concat(
            Stream.of(new Pool("", recipe.getPool())),
            recipe.getVerification().getScorers().stream()
                .map(scorer -> new Pool("scorer ", scorer.getPool())))
        .flatMap(pool -> refusal(pool).stream())
        .findFirst();
  }

  /**
   * A pool.
   *
   * @param kind {@code "scorer "} for scorers, empty for synthesizers
   */
  private record Pool(String kind, String name) {
    boolean isOfScorers() {
      return !kind.isEmpty();
    }
  }

  private Optional<String> refusal(Pool pool) {
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

  private Optional<String> ensure(Pool pool) {
    Topics names = connection.topics();
    String topic = pool.isOfScorers() ? names.scoring(pool.name()) : names.sampling(pool.name());
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      Set<String> topics = admin.listTopics().names().get();
      String prefix = pool.isOfScorers() ? names.scoring("") : names.sampling("");
      long pools = topics.stream().filter(name -> name.startsWith(prefix)).count();
      if (!topics.contains(topic) && pools >= maxPools) {
        return Optional.of(
            "%spool \"%s\": there are %d pools, and the planner makes no more topics; make it with 'winnow topics --%spool %s', or name another pool in the recipe"
                .formatted(
                    pool.kind(),
                    pool.name(),
                    pools,
                    pool.isOfScorers() ? "scorer-" : "",
                    pool.name()));
      }
      TopicCreator.createMissing(admin, List.of(settings.ofPool(topic)));
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot list topics: %s".formatted(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while listing topics", e);
    }
  }
}
