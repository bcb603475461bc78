package dev.winnow.producers.recipe;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Sampling;
import dev.winnow.schemas.UniformAllocation;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as it is written.
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><td>{@code name}</td><td>required</td></tr>
 *   <tr><td>{@code description}</td><td>none</td></tr>
 *   <tr><td>{@code pool}</td><td>{@code default}</td></tr>
 *   <tr><td>{@code sampling.temperature}</td><td>1.0</td></tr>
 *   <tr><td>{@code sampling.top_p}</td><td>1.0, off</td></tr>
 *   <tr><td>{@code sampling.top_k}</td><td>0, off</td></tr>
 *   <tr><td>{@code sampling.max_tokens}</td><td>1024</td></tr>
 *   <tr><td>{@code sampling.stop}</td><td>none</td></tr>
 *   <tr><td>{@code check.type}</td><td>required; the check's options stand beside it</td></tr>
 *   <tr><td>{@code allocation.strategy}</td><td>required: {@code fixed} with {@code candidates}, or
 *       {@code uniform} with {@code accepted}, {@code max_trials} and {@code max_round} (32)</td></tr>
 *   <tr><td>{@code seed}</td><td>0</td></tr>
 *   <tr><td>{@code reissue_after}</td><td>{@code 5m}; also {@code 90s}, {@code 1h}, {@code PT5M}</td></tr>
 *   <tr><td>{@code max_reissues}</td><td>3</td></tr>
 * </table>
 */
record RecipeForm(
    @JsonProperty(required = true) String name,
    @Nullable String description,
    @Nullable String pool,
    @Nullable SamplingForm sampling,
    @JsonProperty(required = true) CheckForm check,
    @JsonProperty(required = true) AllocationForm allocation,
    @Nullable Long seed,
    @Nullable String reissueAfter,
    @Nullable Integer maxReissues) {

  private static final String DEFAULT_REISSUE_AFTER = "5m";
  private static final int DEFAULT_MAX_REISSUES = 3;

  RecipeForm {
    requirePresent("name", name);
    requirePresent("check", check);
    requirePresent("allocation", allocation);
    duration(orElse(reissueAfter, DEFAULT_REISSUE_AFTER));
  }

  record SamplingForm(
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable Integer topK,
      @Nullable Integer maxTokens,
      @Nullable List<String> stop) {
    private static final int DEFAULT_MAX_TOKENS = 1024;
    static final SamplingForm DEFAULTS = new SamplingForm(null, null, null, null, null);

    Sampling toSampling() {
      return new Sampling(
          orElse(temperature, 1.0),
          orElse(topP, 1.0),
          orElse(topK, 0),
          orElse(maxTokens, DEFAULT_MAX_TOKENS),
          orElse(stop, List.of()));
    }
  }

  /** The type, and whatever else stands there as its options. */
  static final class CheckForm {
    private final String type;
    private final Map<String, String> options = new TreeMap<>();

    CheckForm(@JsonProperty(value = "type", required = true) String type) {
      requirePresent("type", type);
      this.type = type;
    }

    @JsonAnySetter
    void option(String name, @Nullable Object value) {
      if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
        throw new IllegalArgumentException(
            "option '%s' must be a string, a number, true or false".formatted(name));
      }
      options.put(name, value.toString());
    }

    Check toCheck() {
      return new Check(type, options);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = FixedForm.class, name = "fixed"),
    @JsonSubTypes.Type(value = UniformForm.class, name = "uniform")
  })
  sealed interface AllocationForm {
    Object toAllocation();
  }

  record FixedForm(@JsonProperty(required = true) int candidates) implements AllocationForm {
    @Override
    public Object toAllocation() {
      return new FixedAllocation(candidates);
    }
  }

  record UniformForm(
      @JsonProperty(required = true) int accepted,
      @JsonProperty(required = true) int maxTrials,
      @Nullable Integer maxRound)
      implements AllocationForm {
    private static final int DEFAULT_MAX_ROUND = 32;

    @Override
    public Object toAllocation() {
      return new UniformAllocation(accepted, maxTrials, orElse(maxRound, DEFAULT_MAX_ROUND));
    }
  }

  Recipe toRecipe(Instant now) {
    Recipe recipe =
        Recipe.newBuilder()
            .setName(name)
            .setVersion("")
            .setDescription(description)
            .setPool(orElse(pool, "default"))
            .setSampling(orElse(sampling, SamplingForm.DEFAULTS).toSampling())
            .setCheck(check.toCheck())
            .setAllocation(allocation.toAllocation())
            .setSeed(orElse(seed, 0L))
            .setReissueAfterMs(duration(orElse(reissueAfter, DEFAULT_REISSUE_AFTER)).toMillis())
            .setMaxReissues(orElse(maxReissues, DEFAULT_MAX_REISSUES))
            .setPublishedAt(now)
            .build();
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }

  /** A duration such as {@code 90s}, {@code 5m}, {@code 1h} or {@code PT1M30S}. */
  private static Duration duration(String text) {
    try {
      String upper = text.strip().toUpperCase(Locale.ROOT);
      return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "reissue_after: '%s' is not a duration; write 90s, 5m or 1h".formatted(text), e);
    }
  }

  private static void requirePresent(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("the field '%s' is missing".formatted(field));
    }
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
