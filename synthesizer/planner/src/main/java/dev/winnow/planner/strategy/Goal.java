package dev.winnow.planner.strategy;

/**
 * What an adaptive recipe wants, and what it is ready to pay.
 *
 * @param wanted accepted candidates of each prompt, at least 1
 * @param maxCandidates most candidates over the prompt's life
 * @param maxRound most candidates in one round
 * @param price most candidates that a prompt may be expected to still need for each accepted one
 *     that it is wanted to have
 * @param roundCost what waiting for a round costs, in candidates
 */
record Goal(int wanted, int maxCandidates, int maxRound, double price, double roundCost) {
  /** Returns what a prompt that reaches its goal is worth, in candidates. */
  double reward() {
    return wanted * price;
  }

  /**
   * Returns the goal for a prompt of which every judged candidate costs {@code times} as much, at
   * least 1.
   */
  Goal cheaper(int times) {
    return times == 1
        ? this
        : new Goal(wanted, maxCandidates, maxRound, price / times, roundCost / times);
  }
}
