package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Trial;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.synthesizer.planner.life.PromptLifeSerde;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The planner's topology: recipes in a global store; prompts and verdicts into one processor;
 * trials, progress, dead letters and failed candidates out of it. Every record is read as bytes, so
 * that none can stop the stream before we see it.
 */
public final class PlannerTopology {
  static final String RECIPES = "recipes";
  static final String LIVES = "lives";
  static final String PROMPTS = "prompts";
  static final String DEADLINES = "deadlines";
  static final String DIFFICULTY = "difficulty";

  static final String TRIALS_SINK = "to-trials";
  static final String CANDIDATES_SINK = "to-candidates";
  static final String PROGRESS_SINK = "to-progress";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";

  private static final String PROCESSOR = "planner";

  private PlannerTopology() {}

  /**
   * Builds the topology.
   *
   * @param ensurePool called with a pool's name before its first trial is sent; makes the topic
   */
  public static Topology build(
      KafkaConnection connection, PlannerConfig config, Consumer<String> ensurePool) {
    Topics topics = connection.topics();
    Topology topology = new Topology();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(RECIPES), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled(),
        "from-recipes",
        bytes,
        bytes,
        topics.recipes(),
        "keep-recipes",
        KeepRecipe::new);
    topology
        .addSource("from-prompts", bytes, bytes, topics.prompts())
        .addSource("from-verdicts", bytes, bytes, topics.verdicts())
        .addProcessor(
            PROCESSOR,
            () -> new PlannerProcessor(connection, config, ensurePool),
            "from-prompts",
            "from-verdicts")
        .addStateStore(lives(), PROCESSOR)
        .addStateStore(bytesStore(PROMPTS), PROCESSOR)
        .addStateStore(bytesStore(DEADLINES), PROCESSOR)
        .addStateStore(bytesStore(DIFFICULTY), PROCESSOR);
    topology.addSink(
        TRIALS_SINK,
        (byte[] key, Trial trial, org.apache.kafka.streams.processor.RecordContext context) ->
            topics.trials(trial.getPool()),
        new ByteArraySerializer(),
        new AvroSerializer<Trial>(connection.registry()),
        PROCESSOR);
    addSink(topology, connection, CANDIDATES_SINK, topics.candidates());
    addSink(topology, connection, PROGRESS_SINK, topics.progress());
    addSink(topology, connection, DEAD_LETTERS_SINK, topics.deadLetters());
    return topology;
  }

  private static void addSink(
      Topology topology, KafkaConnection connection, String name, String topic) {
    topology.addSink(
        name,
        topic,
        new ByteArraySerializer(),
        new AvroSerializer<SpecificRecord>(connection.registry()),
        PROCESSOR);
  }

  private static StoreBuilder<?> lives() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LIVES), Serdes.String(), PromptLifeSerde.create())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  private static StoreBuilder<?> bytesStore(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /**
   * Keeps a recipe's bytes; they are decoded where they are used, as restoring does not come here.
   */
  private static final class KeepRecipe extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> recipe) {
      KeyValueStore<byte[], byte[]> store = context().getStateStore(RECIPES);
      if (recipe.key() != null) {
        store.put(recipe.key(), recipe.value());
      }
    }
  }
}
