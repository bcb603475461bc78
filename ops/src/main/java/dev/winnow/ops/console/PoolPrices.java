package dev.winnow.ops.console;

import dev.winnow.ops.status.WorkerView;
import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.WorkerStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a million generated tokens of each pool cost, as its workers said last, so that it is known
 * when none is there. At most {@value #MAX_POOLS} pools are kept. Thread-safe for one writer.
 */
final class PoolPrices {
  static final int MAX_POOLS = 1_000;

  private static final double MILLION = 1e6;

  private final Map<String, Double> prices = new ConcurrentHashMap<>();
  private final StoredTable<String, Double> stored =
      new StoredTable<>("prices", String.class, Double.class);

  /** Reads the prices that were saved. */
  void load(RecordStore store) {
    stored.load(store, prices::put);
  }

  /** Writes the prices into the store. */
  void save(RecordStore store) {
    stored.save(store, pool -> Optional.ofNullable(prices.get(pool)));
  }

  /** Takes a report; one without a price changes nothing. */
  void add(WorkerStatus report) {
    Optional<Double> price = report.getOutputPrice().filter(PoolPrices::isPrice);
    String pool = report.getPool();
    boolean isKept = prices.containsKey(pool) || prices.size() < MAX_POOLS;
    if (price.isPresent() && isKept && !price.get().equals(prices.put(pool, price.get()))) {
      stored.changed(pool);
    }
  }

  /**
   * Returns the price of a million tokens of a pool; empty where none is known, and where the
   * workers that are there have different ones.
   */
  Optional<Double> outputPrice(String pool, List<WorkerView> workers) {
    long different =
        workers.stream()
            .filter(worker -> worker.pool().equals(pool))
            .map(WorkerView::outputPrice)
            .filter(Objects::nonNull)
            .distinct()
            .count();
    return different > 1 ? Optional.empty() : Optional.ofNullable(prices.get(pool));
  }

  /** Returns the price of tokens. */
  static double cost(double price, long tokens) {
    return price * tokens / MILLION;
  }

  private static boolean isPrice(double number) {
    return Double.isFinite(number) && number >= 0;
  }
}
