package dev.winnow.planner.budget;

import dev.winnow.planner.budget.QuotaAnswer.Granted;
import dev.winnow.planner.budget.QuotaAnswer.Refused;
import dev.winnow.schemas.Budget;
import java.util.Optional;

/**
 * Applies a budget. An outstanding candidate counts as the most tokens it may get, so no limit on
 * tokens can be passed by what is generated after the quota grant.
 *
 * @param budget of the recipe
 * @param maxTokens of a candidate, the recipe's
 */
record Limits(Budget budget, int maxTokens) {
  private static final String SET_ASIDE =
      "the rest of the recipe's budget of tokens is set aside for candidates that are not judged"
          + " yet; it goes on when they are";

  /** Answers a quota request of at least 1 candidate. */
  QuotaAnswer answer(Spending spent, int asked) {
    return spentInAll(spent)
        .or(() -> spentThisHour(spent))
        .orElseGet(
            () -> {
              long room = Math.min(asked, Math.min(candidatesLeft(spent), tokensLeft(spent)));
              return room > 0 ? new Granted((int) room) : new Refused(SET_ASIDE, true);
            });
  }

  private Optional<QuotaAnswer> spentInAll(Spending spent) {
    if (isSpent(budget.getCandidates(), spent.candidates(), 1)) {
      return refused("budget of %,d candidates", budget.getCandidates(), false);
    }
    return isSpent(budget.getTokens(), spent.tokens(), maxTokens)
        ? refused("budget of %,d tokens", budget.getTokens(), false)
        : Optional.empty();
  }

  private Optional<QuotaAnswer> spentThisHour(Spending spent) {
    if (isSpent(budget.getCandidatesPerHour(), spent.hourCandidates(), 1)) {
      return refused("budget of %,d candidates per hour", budget.getCandidatesPerHour(), true);
    }
    return isSpent(budget.getTokensPerHour(), spent.hourTokens(), maxTokens)
        ? refused("budget of %,d tokens per hour", budget.getTokensPerHour(), true)
        : Optional.empty();
  }

  private static boolean isSpent(Optional<Long> limit, long spent, long next) {
    return limit.isPresent() && spent + next > limit.get();
  }

  private static Optional<QuotaAnswer> refused(
      String what, Optional<Long> limit, boolean isHourly) {
    String remedy =
        isHourly
            ? "it goes on in the next hour"
            : "raise it in the recipe, and this prompt goes on";
    String reason = "the recipe's " + what.formatted(limit.orElseThrow()) + " is spent; " + remedy;
    return Optional.of(new Refused(reason, isHourly));
  }

  private long candidatesLeft(Spending spent) {
    return Math.min(
        left(budget.getCandidates(), spent.candidates()),
        left(budget.getCandidatesPerHour(), spent.hourCandidates()));
  }

  private long tokensLeft(Spending spent) {
    long setAside = spent.setAside();
    return Math.min(
            left(budget.getTokens(), spent.tokens() + setAside),
            left(budget.getTokensPerHour(), spent.hourTokens() + setAside))
        / maxTokens;
  }

  private static long left(Optional<Long> limit, long spent) {
    return limit.map(most -> most - spent).orElse(Long.MAX_VALUE);
  }
}
