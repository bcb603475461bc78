package dev.winnow.ops.bench.planner;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The least Kafka Streams application that could do the planner's work: it counts each prompt's
 * verdicts in one store of the same kind, by one get and one put for each, and orders a round when
 * it has counted one. It does not read what the verdicts say, and it decides nothing.
 */
final class LeastPlanner {
  private static final String PROCESSOR = "count";
  private static final String COUNTS = "counts";

  private LeastPlanner() {}

  /**
   * Its topology.
   *
   * @param roundSize verdicts to each order, at least 1; the first of them triggers it
   * @param order bytes of each order
   */
  static Topology topology(String verdicts, String orders, int roundSize, byte[] order) {
    ByteArrayDeserializer read = new ByteArrayDeserializer();
    ByteArraySerializer write = new ByteArraySerializer();
    return new Topology()
        .addSource("from-verdicts", read, read, verdicts)
        .addProcessor(PROCESSOR, () -> new Count(roundSize, order), "from-verdicts")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(COUNTS), Serdes.ByteArray(), Serdes.Integer())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()),
            PROCESSOR)
        .addSink("to-orders", orders, write, write, PROCESSOR);
  }

  private static final class Count extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final int roundSize;
    private final byte[] order;
    private @Nullable KeyValueStore<byte[], Integer> counts;

    Count(int roundSize, byte[] order) {
      this.roundSize = roundSize;
      this.order = order;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      super.init(context);
      counts = context.getStateStore(COUNTS);
    }

    @Override
    public void process(Record<byte[], byte[]> verdict) {
      KeyValueStore<byte[], Integer> store = Objects.requireNonNull(counts, "not initialized");
      Integer counted = store.get(verdict.key());
      int before = counted == null ? 0 : counted;
      store.put(verdict.key(), before + 1);
      if (before % roundSize == 0) {
        context().forward(verdict.withValue(order));
      }
    }
  }
}
