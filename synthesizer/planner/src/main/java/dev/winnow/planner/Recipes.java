package dev.winnow.planner;

import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  private final Requirements requirements;
  private final Map<String, Known> known = new HashMap<>();

  /**
   * What is known of a recipe.
   *
   * @param bytes of its record
   * @param recipe the latest version that can be used
   * @param problem of the record, empty if it can be used
   */
  private record Known(byte[] bytes, Optional<Recipe> recipe, Optional<String> problem) {}

  /** What must hold for a recipe beside its own rules. */
  record Requirements(VerificationCatalog catalog, Function<Recipe, Optional<String>> poolRefusal) {
    /** No requirements beside the recipe's own rules. */
    static final Requirements NONE =
        new Requirements(AnyVerification.INSTANCE, pool -> Optional.empty());
  }

  Recipes(
      ReadOnlyKeyValueStore<byte[], byte[]> store,
      SchemaRegistry registry,
      Topics topics,
      Requirements requirements) {
    this.store = store;
    this.requirements = requirements;
    this.decoder = new Decoder<>(registry, Recipe.class);
    this.topic = topics.recipes();
  }

  /** Returns the recipes in the store that a processor of the planner's topology sees. */
  static Recipes of(
      ProcessorContext<?, ?> context, KafkaConnection connection, Requirements requirements) {
    return new Recipes(
        context.getStateStore(PlannerTopology.RECIPES),
        connection.registry(),
        connection.topics(),
        requirements);
  }

  /**
   * Returns the recipe of this name, if it is published. Where its latest record cannot be used,
   * the one before it goes on as long as this is open.
   */
  Optional<Recipe> find(String name) {
    return known(name).flatMap(Known::recipe).filter(recipe -> poolRefusal(recipe).isEmpty());
  }

  /** Returns why the recipe of this name cannot be used though it is published, in words. */
  Optional<String> problem(String name) {
    Optional<Known> current = known(name);
    return current
        .flatMap(Known::problem)
        .or(() -> current.flatMap(Known::recipe).flatMap(this::poolRefusal));
  }

  private Optional<String> poolRefusal(Recipe recipe) {
    return requirements.poolRefusal().apply(recipe);
  }

  private Optional<Known> known(String name) {
    byte @Nullable [] bytes = store.get(name.getBytes(StandardCharsets.UTF_8));
    if (bytes == null) {
      known.remove(name);
      return Optional.empty();
    }
    Known current = known.get(name);
    if (current == null || !Arrays.equals(current.bytes(), bytes)) {
      current = read(name, bytes, current == null ? Optional.empty() : current.recipe());
      known.put(name, current);
    }
    return Optional.of(current);
  }

  private Known read(String name, byte[] bytes, Optional<Recipe> before) {
    if (!(decoder.decode(topic, bytes) instanceof Good<Recipe> good)) {
      return unusable(name, bytes, before, "its record is not a recipe");
    }
    Recipe recipe = good.value();
    List<Violation> violations = violations(name, recipe, requirements);
    return violations.isEmpty()
        ? new Known(bytes, Optional.of(recipe), Optional.empty())
        : unusable(name, bytes, before, violations.toString());
  }

  /** Returns all that keeps this recipe under this key from being used; empty if nothing does. */
  static List<Violation> violations(String key, Recipe recipe, Requirements requirements) {
    List<Violation> violations = new ArrayList<>(RecipeRules.violations(recipe));
    if (violations.isEmpty()) {
      violations.addAll(requirements.catalog().violations(recipe.getVerification()));
      violations.addAll(StrategyPlugin.catalog().violations(recipe.getAllocation()));
    }
    if (!recipe.getName().equals(key)) {
      violations.add(new Violation("name", "must be the record's key"));
    }
    return violations;
  }

  private static Known unusable(
      String name, byte[] bytes, Optional<Recipe> before, String problem) {
    LOG.warn(
        "recipe={} is not usable, publish it again: {}{}",
        name,
        problem,
        before.isPresent() ? " (its version before goes on)" : "");
    return new Known(bytes, before, Optional.of(problem));
  }
}
