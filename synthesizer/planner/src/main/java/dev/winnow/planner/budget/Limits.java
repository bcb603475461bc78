package dev.winnow.planner.budget;

import dev.winnow.planner.budget.QuotaAnswer.Given;
import dev.winnow.planner.budget.QuotaAnswer.Kind;
import dev.winnow.planner.budget.QuotaAnswer.Refused;
import dev.winnow.schemas.Budget;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies a budget. An outstanding candidate counts as the most tokens it may get, so no limit on
 * tokens can be passed by what is generated after the lease.
 *
 * <p>A block is at most {@code left / (2 x active)} candidates, where {@code left} is what the
 * budget has left and {@code active} the number of partitions that hold a lease or want one; or, if
 * that is more, what the next round needs. So blocks shrink as the budget runs out.
 *
 * @param budget of the recipe
 * @param maxTokens of a candidate, the recipe's
 */
record Limits(Budget budget, int maxTokens) {
  private static final String SET_ASIDE =
      "the rest of the recipe's budget is set aside for candidates that are not judged or not"
          + " ordered yet; it goes on when they are";

  /** Answers the demand of a partition that wants at least 1 candidate. */
  QuotaAnswer answer(QuotaAccount account, LeaseHolder.Demand demand) {
    BudgetUsage spent = account.spending();
    long left = Math.min(candidatesLeft(spent), tokensLeft(spent));
    if (left > 0) {
      long share = Math.max(demand.least(), left / (2L * Math.max(1, account.active())));
      return new Given((int) Math.max(1, Math.min(share, Math.min(left, demand.wanted()))));
    }
    return account.unordered() > 0
        ? new Refused(Kind.SET_ASIDE, SET_ASIDE)
        : spentInAll(spent)
            .or(() -> spentThisHour(spent))
            .orElseGet(() -> new Refused(Kind.SET_ASIDE, SET_ASIDE));
  }

  /** Returns what is left of each limit that the budget has, at least 0, by the limit's name. */
  Map<String, Long> left(BudgetUsage spent) {
    long setAside = spent.setAside();
    Map<String, Long> left = new TreeMap<>();
    put(left, "candidates", budget.getCandidates(), spent.inAll().candidates());
    put(left, "tokens", budget.getTokens(), spent.inAll().tokens() + setAside);
    put(left, "candidates_per_hour", budget.getCandidatesPerHour(), spent.inHour().candidates());
    put(left, "tokens_per_hour", budget.getTokensPerHour(), spent.inHour().tokens() + setAside);
    return left;
  }

  private static void put(Map<String, Long> left, String name, Optional<Long> limit, long spent) {
    limit.ifPresent(most -> left.put(name, Math.max(0, most - spent)));
  }

  private Optional<Refused> spentInAll(BudgetUsage spent) {
    if (isSpent(budget.getCandidates(), spent.inAll().candidates(), 1)) {
      return refused("budget of %,d candidates", budget.getCandidates(), Kind.IN_ALL);
    }
    return isSpent(budget.getTokens(), spent.inAll().tokens(), maxTokens)
        ? refused("budget of %,d tokens", budget.getTokens(), Kind.IN_ALL)
        : Optional.empty();
  }

  private Optional<Refused> spentThisHour(BudgetUsage spent) {
    if (isSpent(budget.getCandidatesPerHour(), spent.inHour().candidates(), 1)) {
      return refused(
          "budget of %,d candidates per hour", budget.getCandidatesPerHour(), Kind.THIS_HOUR);
    }
    return isSpent(budget.getTokensPerHour(), spent.inHour().tokens(), maxTokens)
        ? refused("budget of %,d tokens per hour", budget.getTokensPerHour(), Kind.THIS_HOUR)
        : Optional.empty();
  }

  private static boolean isSpent(Optional<Long> limit, long spent, long next) {
    return limit.isPresent() && spent + next > limit.get();
  }

  private static Optional<Refused> refused(String what, Optional<Long> limit, Kind kind) {
    String remedy =
        kind == Kind.THIS_HOUR
            ? "it goes on in the next hour"
            : "raise it in the recipe, and this prompt goes on";
    return Optional.of(
        new Refused(
            kind, "the recipe's " + what.formatted(limit.orElseThrow()) + " is spent; " + remedy));
  }

  private long candidatesLeft(BudgetUsage spent) {
    return Math.min(
        left(budget.getCandidates(), spent.inAll().candidates()),
        left(budget.getCandidatesPerHour(), spent.inHour().candidates()));
  }

  private long tokensLeft(BudgetUsage spent) {
    long setAside = spent.setAside();
    return Math.min(
            left(budget.getTokens(), spent.inAll().tokens() + setAside),
            left(budget.getTokensPerHour(), spent.inHour().tokens() + setAside))
        / maxTokens;
  }

  private static long left(Optional<Long> limit, long spent) {
    return limit.map(most -> most - spent).orElse(Long.MAX_VALUE);
  }
}
