package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recipes as they stand now. What is not a valid recipe counts as not published. */
final class Recipes {
  private static final Logger LOG = LoggerFactory.getLogger(Recipes.class);

  private final ReadOnlyKeyValueStore<byte[], byte[]> store;
  private final Decoder<Recipe> decoder;
  private final String topic;
  private final Map<String, Known> known = new HashMap<>();

  private record Known(byte[] bytes, Optional<Recipe> recipe) {}

  Recipes(ReadOnlyKeyValueStore<byte[], byte[]> store, SchemaRegistry registry, Topics topics) {
    this.store = store;
    this.decoder = new Decoder<>(registry, Recipe.class);
    this.topic = topics.recipes();
  }

  /** As seen from a processor of the planner's topology. */
  static Recipes of(ProcessorContext<?, ?> context, KafkaConnection connection) {
    return new Recipes(
        context.getStateStore(PlannerTopology.RECIPES), connection.registry(), connection.topics());
  }

  /** The recipe of this name, if it is published. */
  Optional<Recipe> find(String name) {
    byte @Nullable [] bytes = store.get(name.getBytes(StandardCharsets.UTF_8));
    if (bytes == null) {
      known.remove(name);
      return Optional.empty();
    }
    Known current = known.get(name);
    if (current == null || !Arrays.equals(current.bytes(), bytes)) {
      current = new Known(bytes, decode(name, bytes));
      known.put(name, current);
    }
    return current.recipe();
  }

  private Optional<Recipe> decode(String name, byte[] bytes) {
    Decoded<Recipe> decoded = decoder.decode(topic, bytes);
    if (!(decoded instanceof Good<Recipe> good)) {
      LOG.warn("recipe={} is not usable: {}", name, decoded);
      return Optional.empty();
    }
    List<Violation> violations = RecipeRules.violations(good.value());
    if (!violations.isEmpty() || !good.value().getName().equals(name)) {
      LOG.warn("recipe={} is not usable, publish it again: {}", name, violations);
      return Optional.empty();
    }
    return Optional.of(good.value());
  }
}
