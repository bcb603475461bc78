package dev.winnow.ops.evaluate;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import java.time.Instant;

/** The request for a prompt's first candidates, as the planner of a new stream would order them. */
final class FirstRequest {
  /** No engine's result depends on the time. */
  static final Instant NOW = Instant.EPOCH;

  private FirstRequest() {}

  static SamplingRequest of(Recipe recipe, Prompt prompt, int samples) {
    return SamplingRequest.newBuilder()
        .setId(CandidateId.ofRequest(prompt.getId(), 0, samples))
        .setPrompt(prompt)
        .setRecipeVersion(recipe.getVersion())
        .setPool(recipe.getPool())
        .setRound(1)
        .setAttempt(0)
        .setFirstIndex(0)
        .setCount(samples)
        .setSeed(recipe.getSeed())
        .setSampling(recipe.getSampling())
        .setVerification(recipe.getVerification())
        .setIssuedAt(NOW)
        .build();
  }
}
