package dev.winnow.schemas.testing;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.rules.ContentHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Well-formed records to start a test from. */
public final class Records {
  /** The pool of every recipe here. */
  public static final String POOL = "test";

  /** When everything here was published. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  static {
    AvroTrust.install();
  }

  private Records() {}

  /** A prompt of the recipe {@code arithmetic} that asks for 1 + 2. */
  public static Prompt prompt(String id) {
    return Prompt.newBuilder()
        .setId(id)
        .setRecipe("arithmetic")
        .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
        .setReference("3")
        .setMetadata(Map.of("family", "add"))
        .setPublishedAt(NOW)
        .build();
  }

  /**
   * The recipe {@code arithmetic}: uniform, 2 accepted of at most 8, rounds of at most 4, pool
   * {@link #POOL}.
   */
  public static Recipe recipe() {
    return versioned(
        Recipe.newBuilder()
            .setName("arithmetic")
            .setVersion("")
            .setPool(POOL)
            .setSampling(sampling())
            .setVerification(RecordFactory.verification(RecordFactory.check("math", Map.of())))
            .setAllocation(uniform(2, 8, 4))
            .setSeed(7)
            .setReissueAfterMs(60_000)
            .setMaxReissues(2)
            .setPublishedAt(NOW)
            .build());
  }

  /** Until so many are accepted, of at most so many candidates, in rounds of at most so many. */
  public static Allocation uniform(int accepted, int maxCandidates, int maxRound) {
    return allocation(
        "uniform", "accepted", accepted, "max_candidates", maxCandidates, "max_round", maxRound);
  }

  /** An allocation by a strategy; names and values of its options take turns. */
  public static Allocation allocation(String strategy, Object... options) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(String.valueOf(options[i]), String.valueOf(options[i + 1]));
    }
    return RecordFactory.allocation(strategy, given);
  }

  /** So many candidates for each prompt. */
  public static Allocation fixed(int candidates) {
    return allocation("fixed", "candidates", candidates);
  }

  /** The same recipe with the version that its content has. */
  public static Recipe versioned(Recipe recipe) {
    return Recipe.newBuilder(recipe).setVersion(ContentHash.ofRecipe(recipe)).build();
  }

  /** Temperature 1, 64 tokens, nothing else. */
  public static SamplingParams sampling() {
    return SamplingParams.newBuilder().setTemperature(1).setMaxTokens(64).build();
  }
}
