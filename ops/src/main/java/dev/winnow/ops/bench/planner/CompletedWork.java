package dev.winnow.ops.bench.planner;

/**
 * What was done in a measured time.
 *
 * @param decisions rounds ordered and prompts ended
 */
record CompletedWork(long verdicts, long decisions, double seconds) {
  double verdictsPerSecond() {
    return verdicts / seconds;
  }

  double decisionsPerSecond() {
    return decisions / seconds;
  }
}
