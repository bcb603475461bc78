package dev.winnow.ops.size;

/**
 * What was measured in this repository, with two cores; {@code ops/docs/performance.md} names the
 * commands. Rates are of one thread, in units a second.
 */
final class Figures {
  /**
   * {@code bench pipeline}: all stages shared two cores, so that one verifier thread can do more.
   */
  static final double VERIFIER_CANDIDATES = 7_171;

  /** {@code bench planner}: verdicts that one thread takes in. */
  static final double PLANNER_VERDICTS = 74_000;

  /** {@code bench planner}: requests and ends that one thread decides. */
  static final double PLANNER_DECISIONS = 11_500;

  /** {@code bench sink}: from the topics to committed Parquet; one process with two cores. */
  static final double SINK_ROWS = 48_993;

  /**
   * The curator was not measured by itself. It copies each row into its store once, as the verifier
   * does, so that the verifier's rate is assumed.
   */
  static final double CURATOR_ROWS = VERIFIER_CANDIDATES;

  /** Bytes of planner state for a live prompt, without its text ({@code bench planner}). */
  static final double LIVE_PROMPT = 538 - 423;

  /** Bytes of planner state for an ended prompt ({@code bench planner}). */
  static final double ENDED_PROMPT = 89;

  /** Bytes of verifier state for a verdict. */
  static final double VERDICT_STATE = 150;

  /** Bytes of a record without its texts; {@code SizingTest} compares them with encoded records. */
  static final double CANDIDATE = 230;

  static final double VERDICT = 200;
  static final double ROW = 330;
  static final double REQUEST = 220;
  static final double PROGRESS = 260;

  /** Kafka's limits: members of a share group, and records of a partition that a group may hold. */
  static final int SHARE_MEMBERS = 1_000;

  static final int SHARE_LOCKS = 2_000;

  private Figures() {}
}
