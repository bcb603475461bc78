package dev.winnow.schemas.rules;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every recipe must keep to, whatever checks and strategies are installed: checked by
 * publishers and again by the planner.
 */
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
  private static final int MAX_DESCRIPTION = 16 * 1024;
  private static final String DESCRIPTION = "description (its length)";

  private RecipeRules() {}

  /** Returns all violations of this recipe; empty when prompts may be planned under it. */
  public static List<Violation> violations(Recipe recipe) {
    List<Violation> found = new ArrayList<>();
    Names.checkName("name", recipe.getName(), found);
    found.addAll(poolViolations(recipe.getPool()));
    recipe
        .getDescription()
        .ifPresent(text -> checkRange(DESCRIPTION, text.length(), 0, MAX_DESCRIPTION, found));
    found.addAll(violations(recipe.getSampling()));
    VerificationRules.check(recipe.getVerification(), found);
    Allocation allocation = recipe.getAllocation();
    Names.checkName("allocation.strategy", allocation.getStrategy(), found);
    OptionBounds.check("allocation", allocation.getOptions(), found);
    recipe.getCuration().ifPresent(curation -> checkCuration(curation, found));
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

  /** Returns all violations of a pool's name, which is a part of the names of its topics. */
  public static List<Violation> poolViolations(String pool) {
    List<Violation> found = new ArrayList<>();
    Names.checkName("pool", pool, found);
    return List.copyOf(found);
  }

  private static void checkCuration(Curation curation, List<Violation> found) {
    curation.getSelected().ifPresent(rule -> checkRule("curate.selected", rule, found));
    curation.getPairs().ifPresent(rule -> checkRule("curate.pairs", rule, found));
  }

  private static void checkRule(String field, CurationRule rule, List<Violation> found) {
    Names.checkName(field, rule.getPolicy(), found);
    OptionBounds.check(field, rule.getSettings(), found);
    OptionBounds.check(field, rule.getOptions(), found);
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

  private static void checkRange(
      String field, long value, long least, long most, List<Violation> found) {
    if (value < least || value > most) {
      found.add(new Violation(field, "want %d to %d, not %d".formatted(least, most, value)));
    }
  }
}
