package dev.winnow.schemas.rules;

import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.UniformAllocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for every recipe. Publishers check them, and the planner checks them again. */
public final class RecipeRules {
  /** Maximum number of candidates that a recipe may order for one prompt. */
  public static final int MAX_CANDIDATES = 100_000;

  /**
   * Maximum number of candidates of one request, and so of one round, which must fit into a
   * worker's memory.
   */
  public static final int MAX_ROUND = 1024;

  private static final int MAX_TOKENS = 1 << 20;
  private static final int MAX_STOPS = 16;
  private static final int MAX_STOP_CHARS = 256;
  private static final int MAX_REISSUES = 100;
  private static final int MAX_PRIORITY = 100;
  private static final long MAX_BUDGET = 1_000_000_000_000_000L;

  /** A redelivered candidate must find its prompt still remembered. */
  private static final long MIN_RETENTION_MS = Duration.ofMinutes(10).toMillis();

  private static final long MAX_RETENTION_MS = Duration.ofDays(3650).toMillis();
  private static final int MAX_FIELD_CHARS = 100;
  private static final int MAX_DESCRIPTION = 16 * 1024;
  private static final String DESCRIPTION = "description (its length)";

  /** The planner computes a table over both values; larger ones would stall it. */
  private static final int MAX_ADAPTIVE_ACCEPTED = 64;

  private static final int MAX_ADAPTIVE_CANDIDATES = 16_384;

  private RecipeRules() {}

  /** Returns all violations of this recipe; empty when prompts may be planned under it. */
  public static List<Violation> violations(Recipe recipe) {
    List<Violation> found = new ArrayList<>();
    Names.checkName("name", recipe.getName(), found);
    Names.checkName("pool", recipe.getPool(), found);
    recipe
        .getDescription()
        .ifPresent(text -> checkRange(DESCRIPTION, text.length(), 0, MAX_DESCRIPTION, found));
    found.addAll(violations(recipe.getSampling()));
    CheckRules.check(recipe.getCheck(), found);
    checkAllocation(recipe.getAllocation(), found);
    long longest = Duration.ofDays(7).toMillis();
    checkRange("reissue_after_ms", recipe.getReissueAfterMs(), 1_000, longest, found);
    checkRange("max_reissues", recipe.getMaxReissues(), 0, MAX_REISSUES, found);
    checkRange("priority", recipe.getPriority(), 1, MAX_PRIORITY, found);
    recipe.getBudget().ifPresent(budget -> checkBudget(budget, recipe.getSampling(), found));
    checkRange("retention_ms", recipe.getRetentionMs(), MIN_RETENTION_MS, MAX_RETENTION_MS, found);
    return List.copyOf(found);
  }

  /** Returns all violations of these sampling settings. */
  public static List<Violation> violations(SamplingParams sampling) {
    List<Violation> found = new ArrayList<>();
    if (!(sampling.getTemperature() >= 0 && sampling.getTemperature() <= 2)) {
      found.add(
          new Violation("sampling.temperature", "want 0 to 2, not " + sampling.getTemperature()));
    }
    if (!(sampling.getTopP() > 0 && sampling.getTopP() <= 1)) {
      found.add(
          new Violation("sampling.top_p", "want above 0, at most 1, not " + sampling.getTopP()));
    }
    checkRange("sampling.top_k", sampling.getTopK(), 0, MAX_TOKENS, found);
    checkRange("sampling.max_tokens", sampling.getMaxTokens(), 1, MAX_TOKENS, found);
    checkRange("sampling.stop", sampling.getStop().size(), 0, MAX_STOPS, found);
    for (String stop : sampling.getStop()) {
      checkRange("sampling.stop (length of each)", stop.length(), 1, MAX_STOP_CHARS, found);
    }
    return found;
  }

  private static void checkAllocation(Object allocation, List<Violation> found) {
    switch (allocation) {
      case FixedAllocation fixed ->
          checkRange("allocation.candidates", fixed.getCandidates(), 1, MAX_CANDIDATES, found);
      case UniformAllocation uniform -> {
        checkGoal("allocation.accepted", uniform.getAccepted(), uniform.getMaxCandidates(), found);
        checkRange("allocation.max_round", uniform.getMaxRound(), 1, MAX_ROUND, found);
      }
      case Prop2DiffAllocation prop2diff -> checkProp2Diff(prop2diff, found);
      case AdaptiveAllocation adaptive -> checkAdaptive(adaptive, found);
      default ->
          found.add(
              new Violation("allocation", "unknown kind " + allocation.getClass().getSimpleName()));
    }
  }

  private static void checkBudget(Budget budget, SamplingParams sampling, List<Violation> found) {
    checkLimit("budget.candidates", budget.getCandidates(), 1, found);
    checkLimit("budget.candidates_per_hour", budget.getCandidatesPerHour(), 1, found);
    // A limit that does not cover one candidate of maximum length would never allow one.
    int longest = sampling.getMaxTokens();
    checkLimit("budget.tokens", budget.getTokens(), longest, found);
    checkLimit("budget.tokens_per_hour", budget.getTokensPerHour(), longest, found);
  }

  private static void checkLimit(
      String field, Optional<Long> limit, int least, List<Violation> found) {
    limit.ifPresent(most -> checkRange(field, most, least, MAX_BUDGET, found));
  }

  private static void checkProp2Diff(Prop2DiffAllocation prop2diff, List<Violation> found) {
    int most = prop2diff.getMaxCandidates();
    checkGoal("allocation.max_accepted", prop2diff.getMaxAccepted(), most, found);
    checkRange("allocation.max_round", prop2diff.getMaxRound(), 1, MAX_ROUND, found);
    int longestProbe = Math.clamp(most, 1, Math.max(1, prop2diff.getMaxRound()));
    checkRange("allocation.probe", prop2diff.getProbe(), 1, longestProbe, found);
    prop2diff
        .getFailRateField()
        .ifPresent(
            field ->
                checkRange(
                    "allocation.fail_rate_field (its length)",
                    field.length(),
                    1,
                    MAX_FIELD_CHARS,
                    found));
  }

  private static void checkAdaptive(AdaptiveAllocation adaptive, List<Violation> found) {
    int accepted = adaptive.getAccepted();
    checkRange("allocation.accepted", accepted, 1, MAX_ADAPTIVE_ACCEPTED, found);
    checkRange(
        "allocation.max_candidates",
        adaptive.getMaxCandidates(),
        accepted,
        MAX_ADAPTIVE_CANDIDATES,
        found);
    checkRange("allocation.max_round", adaptive.getMaxRound(), 1, MAX_ROUND, found);
    checkDecimal("allocation.price", adaptive.getPrice(), 1, MAX_CANDIDATES, found);
    checkDecimal("allocation.round_cost", adaptive.getRoundCost(), 0, MAX_ROUND, found);
  }

  /** Checks that the cap allows the wanted number. */
  private static void checkGoal(
      String field, int wanted, int maxCandidates, List<Violation> found) {
    checkRange(field, wanted, 1, MAX_CANDIDATES, found);
    checkRange("allocation.max_candidates", maxCandidates, wanted, MAX_CANDIDATES, found);
  }

  private static void checkDecimal(
      String field, double value, int least, int most, List<Violation> found) {
    if (!(value >= least && value <= most)) {
      found.add(new Violation(field, "want %d to %d, not %s".formatted(least, most, value)));
    }
  }

  private static void checkRange(
      String field, long value, long least, long most, List<Violation> found) {
    if (value < least || value > most) {
      found.add(new Violation(field, "want %d to %d, not %d".formatted(least, most, value)));
    }
  }
}
