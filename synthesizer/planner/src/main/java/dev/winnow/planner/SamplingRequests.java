package dev.winnow.planner;

import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.InRound.Run;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the requests that order what a prompt misses. */
final class SamplingRequests {
  /** Most candidates of one request: a larger round is shared among workers. */
  static final int MAX_CANDIDATES = 64;

  private SamplingRequests() {}

  static List<SamplingRequest> of(Prompt prompt, Recipe recipe, InRound status, Instant now) {
    List<SamplingRequest> requests = new ArrayList<>();
    for (Run run : status.missing()) {
      int end = run.first() + run.count();
      for (int first = run.first(); first < end; first += MAX_CANDIDATES) {
        requests.add(
            request(prompt, recipe, status, first, Math.min(MAX_CANDIDATES, end - first), now));
      }
    }
    return requests;
  }

  private static SamplingRequest request(
      Prompt prompt, Recipe recipe, InRound status, int first, int count, Instant now) {
    return SamplingRequest.newBuilder()
        .setId(CandidateId.ofRequest(prompt.getId(), first, count))
        .setPrompt(prompt)
        .setRecipeVersion(recipe.getVersion())
        .setPool(recipe.getPool())
        .setRound(status.account().orders().rounds())
        .setRoundFirstIndex(status.round().first())
        .setRoundSize(status.size())
        .setAttempt(status.round().attempt().number())
        .setFirstIndex(first)
        .setCount(count)
        .setSeed(recipe.getSeed())
        .setSampling(recipe.getSampling())
        .setVerification(recipe.getVerification())
        .setIssuedAt(now)
        .build();
  }
}
