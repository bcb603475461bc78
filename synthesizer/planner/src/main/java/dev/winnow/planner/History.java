package dev.winnow.planner;

import dev.winnow.planner.state.ActivePrompt;
import dev.winnow.planner.state.UndecidedReasons;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.Failed;
import dev.winnow.planner.strategy.Decision.SampleMore;

/**
 * What all that came of a prompt makes of a strategy's decision. A strategy knows only accepted and
 * rejected candidates; a prompt of which none could be sampled, or judged, ends in a state of its
 * own.
 */
final class History {
  /** So many candidates that could not be sampled, over at least two rounds, are enough. */
  static final int MAX_UNSAMPLED = 16;

  private static final int MIN_ROUNDS = 2;

  private History() {}

  static Decision weigh(Decision decision, ActivePrompt sampling) {
    boolean isUnsampled = sampling.isUnsampled();
    if (decision instanceof SampleMore) {
      boolean isEnough =
          sampling.unsampled() >= MAX_UNSAMPLED && sampling.round().number() >= MIN_ROUNDS;
      return isUnsampled && isEnough ? unsampled(sampling) : decision;
    }
    if (isUnsampled) {
      return unsampled(sampling);
    }
    boolean isUninformed = sampling.tally().judged() > 0 && sampling.tally().information() == 0;
    return isUninformed ? uninformed(sampling) : decision;
  }

  private static Failed unsampled(ActivePrompt sampling) {
    UndecidedReasons reasons = sampling.verdicts().reasons();
    String code = reasons.mostFrequent();
    int candidates = sampling.tally().judged();
    String words =
        reasons.counts().size() == 1
            ? "all %d candidates: %s".formatted(candidates, code)
            : "none of %d candidates could be sampled: %s".formatted(candidates, reasons.words());
    return new Failed(code, words);
  }

  private static Exhausted uninformed(ActivePrompt sampling) {
    String words = sampling.verdicts().reasons().words();
    String all = words.isEmpty() ? sampling.tally().undecided() + " undecided" : words;
    return new Exhausted("NO_INFORMATION", "no information: " + all, false);
  }
}
