package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The planner's guarantee: no prompt gets more than the cap or ends without a reason, no round is
 * larger than the recipe allows, and no recipe gets more than its budget, in all or in an hour.
 */
final class WithinLimits {
  private static final Budget UNLIMITED = new Budget(null, null, null, null);

  private final Recipe recipe;
  private final Budget budget;
  private final Map<String, Integer> byPrompt = new HashMap<>();
  private final Map<String, Integer> byRound = new HashMap<>();
  private final Map<Long, Long> candidatesByHour = new HashMap<>();
  private final Map<Long, Long> tokensByHour = new HashMap<>();
  private long candidates;
  private long tokens;

  WithinLimits(Recipe recipe) {
    this.recipe = recipe;
    this.budget = recipe.getBudget().orElse(UNLIMITED);
  }

  /** A request that was ordered for the first time, in this hour. */
  void onRequest(SamplingRequest request, long hour) {
    String id = request.getPrompt().getId();
    int count = request.getCount();
    candidates += count;
    assertThat(byPrompt.merge(id, count, Integer::sum)).as(id).isLessThanOrEqualTo(cap());
    assertThat(byRound.merge(id + ' ' + request.getRound(), count, Integer::sum))
        .as(request.getId())
        .isLessThanOrEqualTo(largestRound());
    assertWithin(candidates, budget.getCandidates());
    assertWithin(candidatesByHour.merge(hour, (long) count, Long::sum), perHour());
  }

  /** A verdict, come in this hour. */
  void onVerdict(Verdict verdict, long hour) {
    tokens += verdict.getTokens();
    assertWithin(tokens, budget.getTokens());
    assertWithin(
        tokensByHour.merge(hour, (long) verdict.getTokens(), Long::sum), budget.getTokensPerHour());
  }

  void onEnd(Progress end) {
    switch (end.getState()) {
      case SATISFIED -> assertSatisfied(end);
      case EXHAUSTED -> assertThat(isReasonable(end)).as("%s", end).isTrue();
      default -> throw new AssertionError("not an end that has a reason: " + end);
    }
  }

  private void assertSatisfied(Progress end) {
    assertThat(end.getReason()).as("%s", end).isEmpty();
    if (is("fixed")) {
      assertThat(end.getOrdered()).isEqualTo(cap());
    } else {
      assertThat(end.getAccepted()).isGreaterThanOrEqualTo(end.getWanted().orElse(1));
    }
  }

  private boolean isReasonable(Progress end) {
    String reason = end.getReason().orElse("");
    boolean isAtCap = end.getOrdered() == cap() && reason.contains("max_candidates");
    boolean isOverBudget = recipe.getBudget().isPresent() && reason.contains("budget of");
    boolean isGivenUp =
        is("adaptive") && (reason.contains("not worth") || reason.contains("does not solve"));
    // An end of any kind says so instead where no verdict said anything of the model.
    boolean isUninformed =
        reason.startsWith("no information")
            && end.getJudged() > 0
            && end.getAccepted() + end.getRejected() == 0;
    return isAtCap || isOverBudget || isGivenUp || isUninformed;
  }

  private boolean is(String strategy) {
    return recipe.getAllocation().getStrategy().equals(strategy);
  }

  private int cap() {
    return number(is("fixed") ? "candidates" : "max_candidates").orElseThrow();
  }

  private int largestRound() {
    return number("max_round").orElse(RecipeRules.MAX_CANDIDATES);
  }

  private Optional<Integer> number(String option) {
    return Optional.ofNullable(recipe.getAllocation().getOptions().get(option))
        .map(Integer::valueOf);
  }

  private Optional<Long> perHour() {
    return budget.getCandidatesPerHour();
  }

  private static void assertWithin(@Nullable Long spent, Optional<Long> limit) {
    limit.ifPresent(most -> assertThat(spent).isLessThanOrEqualTo(most));
  }
}
