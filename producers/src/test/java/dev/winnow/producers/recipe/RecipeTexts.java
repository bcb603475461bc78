package dev.winnow.producers.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.producers.testing.TestVerification;
import dev.winnow.schemas.Recipe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Recipes that tests change. */
final class RecipeTexts {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final String SMALL =
      """
      name: small
      check: {type: math}
      allocation: {strategy: fixed, candidates: 8}
      """;
  static final String FULL =
      """
      name: full
      description: Everything that can be said.
      pool: big
      sampling:
        temperature: 0.7
        top_p: 0.95
        top_k: 40
        max_tokens: 256
        stop: ["Q:", "\\n\\n"]
      check:
        type: math
        tolerance: 0.010
        strict: true
        unit: cm
      allocation:
        strategy: uniform
        accepted: 4
        max_candidates: 64
        max_round: 16
      seed: 9223372036854775807
      reissue_after: 90s
      max_reissues: 5
      priority: 3
      budget:
        candidates: 100000
        tokens: 50_000_000
        candidates_per_hour: 5000
        tokens_per_hour: 2500000
      retention: 12h
      max_policy_age: 2
      """;

  private RecipeTexts() {}

  static RecipeException refusal(String text) {
    RecipeException refused = catchThrowableOfType(RecipeException.class, () -> parse(text));
    assertThat(refused).as("the refusal of%n%s", text).isNotNull();
    return refused;
  }

  /** What the gateway answers of a recipe. */
  static String written(Recipe recipe) {
    return RecipeJson.of(recipe, TestVerification.CATALOG).toString();
  }

  static Recipe parse(String text) {
    return RecipeFile.parse(
        "recipe.yaml", text.getBytes(StandardCharsets.UTF_8), TestVerification.CATALOG, NOW);
  }
}
