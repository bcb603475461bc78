package dev.winnow.planner;

import dev.winnow.planner.state.PromptAccount;
import dev.winnow.planner.state.UndecidedReasons;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.Failed;
import dev.winnow.planner.strategy.Decision.SampleMore;

/**
 * Weighs a strategy's decision by the whole history of the prompt. A strategy knows only accepted
 * and rejected candidates; a prompt of which no candidate could be sampled, or judged, ends in a
 * state of its own.
 */
final class History {
  /**
   * Number of candidates that could not be sampled, over at least two rounds, after which the
   * prompt fails.
   */
  static final int MAX_UNSAMPLED = 16;

  private static final int MIN_ROUNDS = 2;

  private History() {}

  static Decision weigh(Decision decision, PromptAccount account) {
    boolean isUnsampled = account.isUnsampled();
    if (decision instanceof SampleMore) {
      boolean isEnough =
          account.unsampled() >= MAX_UNSAMPLED && account.orders().rounds() >= MIN_ROUNDS;
      return isUnsampled && isEnough ? unsampled(account) : decision;
    }
    if (isUnsampled) {
      return unsampled(account);
    }
    boolean isUninformed = account.tally().judged() > 0 && account.tally().information() == 0;
    return isUninformed ? uninformed(account) : decision;
  }

  private static Failed unsampled(PromptAccount account) {
    UndecidedReasons reasons = account.verdicts().reasons();
    String code = reasons.mostFrequent();
    int candidates = account.tally().judged();
    String words =
        reasons.counts().size() == 1
            ? "all %d candidates: %s".formatted(candidates, code)
            : "none of %d candidates could be sampled: %s".formatted(candidates, reasons.words());
    return new Failed(code, words);
  }

  private static Exhausted uninformed(PromptAccount account) {
    String words = account.verdicts().reasons().words();
    String all = words.isEmpty() ? account.tally().undecided() + " undecided" : words;
    return new Exhausted("NO_INFORMATION", "no information: " + all, false);
  }
}
