package dev.winnow.synthesizer.planner.strategy;

import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.UniformAllocation;

/** Decides the next round of a prompt. Pure: the same counts give the same decision. */
@FunctionalInterface
public interface Strategy {
  /** What to do when every candidate ordered so far has its verdict. */
  Decision decide(Counts counts);

  /**
   * The strategy that a recipe's allocation names.
   *
   * @throws IllegalArgumentException if this version knows no such allocation
   */
  static Strategy of(Object allocation) {
    return switch (allocation) {
      case FixedAllocation fixed -> new FixedStrategy(fixed.getCandidates());
      case UniformAllocation uniform ->
          new UniformStrategy(uniform.getAccepted(), uniform.getMaxTrials(), uniform.getMaxRound());
      default -> throw new IllegalArgumentException("unknown allocation: " + allocation);
    };
  }
}
