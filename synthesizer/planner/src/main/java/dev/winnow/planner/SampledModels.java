package dev.winnow.planner;

import dev.winnow.schemas.Information;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.schemas.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The models of which each recipe has judged candidates: by name, the newest version. A version
 * counts as new once, so that workers of one pool that have different models do not make the
 * planner begin anew with each verdict.
 *
 * <p>Kept in the store of what recipes have learned, under the recipe's name and a line break,
 * which no other key there has. Not thread-safe.
 */
final class SampledModels {
  private static final String KEY = "\nmodels";
  private static final int UNKNOWN = -1;
  private static final int MAX_MODELS = 64;
  private static final int MAX_NAME = 200;

  private final KeyValueStore<byte[], byte[]> store;
  private final Map<String, LinkedHashMap<String, Integer>> known = new HashMap<>();

  SampledModels(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /**
   * Notes which model sampled a candidate. Only those that were accepted or rejected count.
   *
   * @return whether another model sampled the recipe's candidates before: an older version, or one
   *     of another name, and this one is seen for the first time
   */
  boolean isNew(Verdict verdict) {
    Optional<String> name = verdict.getModel();
    if (name.isEmpty() || !Information.isInformation(verdict.getOutcome())) {
      return false;
    }
    return isNew(
        verdict.getRecipe(),
        GeneratedText.cut(SafeText.line(name.get()), MAX_NAME),
        verdict.getModelVersion().orElse(UNKNOWN));
  }

  private boolean isNew(String recipe, String name, int version) {
    LinkedHashMap<String, Integer> models = of(recipe);
    @Nullable Integer newest = models.get(name);
    if (newest != null && newest >= version) {
      return false;
    }
    boolean isFirst = models.isEmpty();
    // The newest model is the last one.
    models.remove(name);
    models.put(name, version);
    if (models.size() > MAX_MODELS) {
      models.remove(models.firstEntry().getKey());
    }
    store.put(key(recipe), bytes(models));
    return !isFirst;
  }

  /** Returns the model that was new last; empty before the first verdict. */
  Optional<SamplingModel> newest(String recipe) {
    return Optional.ofNullable(of(recipe).lastEntry())
        .map(
            model ->
                new SamplingModel(
                    model.getKey(), Optional.of(model.getValue()).filter(v -> v > UNKNOWN)));
  }

  private LinkedHashMap<String, Integer> of(String recipe) {
    return known.computeIfAbsent(recipe, this::read);
  }

  private LinkedHashMap<String, Integer> read(String recipe) {
    LinkedHashMap<String, Integer> models = new LinkedHashMap<>();
    byte @Nullable [] bytes = store.get(key(recipe));
    if (bytes != null) {
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(parts -> models.put(parts[1], Integer.parseInt(parts[0])));
    }
    return models;
  }

  private static byte[] bytes(Map<String, Integer> models) {
    StringBuilder lines = new StringBuilder();
    models.forEach((name, version) -> lines.append(version).append(' ').append(name).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] key(String recipe) {
    return (recipe + KEY).getBytes(StandardCharsets.US_ASCII);
  }
}
