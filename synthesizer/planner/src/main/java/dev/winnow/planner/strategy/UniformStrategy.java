package dev.winnow.planner.strategy;

/**
 * Samples until enough are accepted (DARS-Uniform, arXiv 2407.13690, section 3).
 *
 * @param accepted accepted candidates wanted, at least 1
 * @param maxCandidates most candidates over the prompt's life
 * @param maxRound most candidates in one round
 */
record UniformStrategy(int accepted, int maxCandidates, int maxRound) implements Strategy {
  @Override
  public Decision decide(Counts counts) {
    return FillToTarget.decide(counts, accepted, maxCandidates, maxRound);
  }
}
