package dev.winnow.planner.schedule;

import dev.winnow.planner.schedule.RecipeQueue.Queue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Shares each pool fairly among its recipes, so that a large stream does not starve a small one.
 *
 * <ol>
 *   <li>At most a window of candidates is on order in a pool: what waits beyond it waits here,
 *       where its place can still be chosen, and not on the topic, which is served in its order.
 *   <li>The next turn is that of the recipe that got least for its priority; one that begins to
 *       wait starts where the others are, whatever it did not ask for before (start-time fair
 *       queueing: Goyal, Vin and Cheng, SIGCOMM 1996).
 *   <li>Within a recipe prompts that were begun come first, so that few are open at a time and what
 *       they teach serves those that follow.
 * </ol>
 *
 * Kept in the planner's state, one for each partition: prompts are spread evenly over partitions,
 * so what is fair in each is fair in all. Not thread-safe.
 */
public final class FairScheduler {
  private static final byte RECIPE_QUEUE = 'l';
  private static final byte BEGUN = 'b';
  private static final byte FRESH = 'f';

  private final KeyValueStore<byte[], byte[]> store;
  private final int window;
  private final Function<String, Optional<Weight>> weights;

  /** Recipes that have prompts waiting or candidates on order, as decoded from the store. */
  private final Map<String, RecipeQueue> queues = new TreeMap<>();

  /**
   * A recipe's part in its pool.
   *
   * @param pool name of the pool
   * @param priority weight among the recipes of the pool, at least 1
   */
  public record Weight(String pool, int priority) {}

  /** A recipe that has prompts waiting; without a pool when it is deleted. */
  private record Waiting(String recipe, Optional<String> pool, double served) {
    boolean isOrphan() {
      return pool.isEmpty();
    }
  }

  /** A prompt whose turn it is. */
  public record Turn(String recipe, String promptId) {}

  /**
   * Takes up what the store has.
   *
   * @param window most candidates on order in a pool, at least 1; passed by one round at most
   * @param weights of the recipes as they stand now; empty for one that is deleted
   */
  public FairScheduler(
      KeyValueStore<byte[], byte[]> store, int window, Function<String, Optional<Weight>> weights) {
    this.store = store;
    this.window = window;
    this.weights = weights;
    try (KeyValueIterator<byte[], byte[]> kept =
        store.range(new byte[] {RECIPE_QUEUE}, new byte[] {RECIPE_QUEUE + 1})) {
      while (kept.hasNext()) {
        KeyValue<byte[], byte[]> entry = kept.next();
        String recipe = new String(entry.key, 1, entry.key.length - 1, StandardCharsets.UTF_8);
        queues.put(recipe, RecipeQueue.fromBytes(entry.value));
      }
    }
  }

  /**
   * Returns whether a prompt of this recipe can have its turn at once, without overtaking another.
   */
  public boolean isFree(String recipe) {
    Optional<Weight> weight = weights.apply(recipe);
    return weight.isPresent()
        && onOrder(weight.get().pool()) < window
        && queues.entrySet().stream()
            .filter(entry -> entry.getValue().isWaiting())
            .noneMatch(entry -> isIn(weight.get().pool(), entry.getKey()));
  }

  /**
   * Lets a prompt wait for its turn.
   *
   * @param isBegun whether it has had a round
   */
  public void await(String recipe, String promptId, boolean isBegun) {
    RecipeQueue recipeQueue = queueOf(recipe);
    if (!recipeQueue.isWaiting()) {
      recipeQueue = recipeQueue.startingFrom(virtualTime(recipe));
    }
    byte[] id = promptId.getBytes(StandardCharsets.UTF_8);
    if (isBegun) {
      store.put(key(recipe, BEGUN, recipeQueue.begun().tail()), id);
      keep(recipe, recipeQueue.withBegun(recipeQueue.begun().longer()));
    } else {
      store.put(key(recipe, FRESH, recipeQueue.fresh().tail()), id);
      keep(recipe, recipeQueue.withFresh(recipeQueue.fresh().longer()));
    }
  }

  /**
   * Takes out the prompt whose turn it is; empty when none waits or no pool has room. A prompt
   * whose recipe is deleted has its turn at once.
   */
  public Optional<Turn> next() {
    if (queues.values().stream().noneMatch(RecipeQueue::isWaiting)) {
      return Optional.empty();
    }
    Map<String, Integer> onOrder = new HashMap<>();
    List<Waiting> waiting = new ArrayList<>();
    queues.forEach(
        (recipe, recipeQueue) -> {
          Optional<Weight> weight = weights.apply(recipe);
          weight.ifPresent(some -> onOrder.merge(some.pool(), recipeQueue.onOrder(), Integer::sum));
          if (recipeQueue.isWaiting()) {
            waiting.add(new Waiting(recipe, weight.map(Weight::pool), recipeQueue.served()));
          }
        });
    return waiting.stream()
        .filter(one -> one.pool().map(pool -> onOrder.getOrDefault(pool, 0) < window).orElse(true))
        .min(Comparator.comparing(Waiting::isOrphan).reversed().thenComparing(Waiting::served))
        .map(one -> new Turn(one.recipe(), take(one.recipe())));
  }

  /** Candidates of a recipe are ordered, or set aside for a prompt that waits for quota. */
  public void ordered(String recipe, int candidates) {
    int priority = weights.apply(recipe).map(Weight::priority).orElse(1);
    keep(recipe, queueOf(recipe).ordered(candidates, priority));
  }

  /** Candidates of a recipe are judged, or will not be. */
  public void freed(String recipe, int candidates) {
    keep(recipe, queueOf(recipe).freed(candidates));
  }

  private String take(String recipe) {
    RecipeQueue recipeQueue = queueOf(recipe);
    boolean isBegun = !recipeQueue.begun().isEmpty();
    Queue queue = isBegun ? recipeQueue.begun() : recipeQueue.fresh();
    byte[] key = key(recipe, isBegun ? BEGUN : FRESH, queue.head());
    byte[] id = store.delete(key);
    keep(
        recipe,
        isBegun ? recipeQueue.withBegun(queue.shorter()) : recipeQueue.withFresh(queue.shorter()));
    return new String(id, StandardCharsets.UTF_8);
  }

  private int onOrder(String pool) {
    int sum = 0;
    for (Map.Entry<String, RecipeQueue> entry : queues.entrySet()) {
      sum += isIn(pool, entry.getKey()) ? entry.getValue().onOrder() : 0;
    }
    return sum;
  }

  private boolean isIn(String pool, String recipe) {
    return weights.apply(recipe).filter(weight -> weight.pool().equals(pool)).isPresent();
  }

  private RecipeQueue queueOf(String recipe) {
    RecipeQueue known = queues.get(recipe);
    return known != null ? known : RecipeQueue.startingAt(virtualTime(recipe));
  }

  /**
   * Returns the virtual time of the recipe's pool: the least service of a recipe that waits. If
   * none waits, it is the most service of any, because all recipes had room for what they asked.
   */
  private double virtualTime(String recipe) {
    String pool = weights.apply(recipe).map(Weight::pool).orElse("");
    List<RecipeQueue> others =
        queues.entrySet().stream()
            .filter(entry -> isIn(pool, entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return others.stream()
        .filter(RecipeQueue::isWaiting)
        .mapToDouble(RecipeQueue::served)
        .min()
        .orElseGet(() -> others.stream().mapToDouble(RecipeQueue::served).max().orElse(0));
  }

  private void keep(String recipe, RecipeQueue recipeQueue) {
    byte[] key = recipeQueueKey(recipe);
    if (recipeQueue.isIdle()) {
      queues.remove(recipe);
      store.delete(key);
    } else {
      queues.put(recipe, recipeQueue);
      store.put(key, recipeQueue.toBytes());
    }
  }

  private static byte[] recipeQueueKey(String recipe) {
    byte[] name = recipe.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + name.length).put(RECIPE_QUEUE).put(name).array();
  }

  /** A name has no zero byte, so no two keys are the same. */
  private static byte[] key(String recipe, byte queue, long number) {
    byte[] name = recipe.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + name.length + Long.BYTES)
        .put(queue)
        .put(name)
        .put((byte) 0)
        .putLong(number)
        .array();
  }
}
