package dev.winnow.planner.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Budget;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The guarantee: neither in all nor in an hour is more ordered or generated than the budget allows.
 * When a budget is lowered, what was ordered before stays, and may still be generated.
 */
final class BudgetGuarantee {
  private final int maxTokens;
  private final Map<Long, Long> orderedByHour = new HashMap<>();
  private final Map<Long, Long> tokensByHour = new HashMap<>();
  private final Map<String, Long> most = new HashMap<>();
  private long ordered;
  private long tokens;
  private long inWork;

  BudgetGuarantee(int maxTokens) {
    this.maxTokens = maxTokens;
  }

  /** Another budget holds from now on. */
  void onBudget(Budget budget, long hour) {
    long pending = inWork * maxTokens;
    allow("candidates", budget.getCandidates(), ordered);
    allow("tokens", budget.getTokens(), tokens + pending);
    allow("candidates per hour", budget.getCandidatesPerHour(), in(orderedByHour, hour));
    allow("tokens per hour", budget.getTokensPerHour(), in(tokensByHour, hour) + pending);
  }

  private void allow(String what, Optional<Long> limit, long already) {
    most.put(what, Math.max(limit.orElse(Long.MAX_VALUE), already));
  }

  void onOrder(int candidates, long hour) {
    ordered += candidates;
    inWork += candidates;
    check("candidates", ordered);
    check("candidates per hour", orderedByHour.merge(hour, (long) candidates, Long::sum));
  }

  void onVerdict(int generated, long hour) {
    tokens += generated;
    inWork--;
    check("tokens", tokens);
    check("tokens per hour", tokensByHour.merge(hour, (long) generated, Long::sum));
  }

  private void check(String what, long sum) {
    assertThat(sum).as(what).isLessThanOrEqualTo(most.getOrDefault(what, Long.MAX_VALUE));
  }

  private static long in(Map<Long, Long> sums, long hour) {
    return sums.getOrDefault(hour, 0L);
  }

  long ordered() {
    return ordered;
  }

  long tokens() {
    return tokens;
  }
}
