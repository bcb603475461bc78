package dev.winnow.training.problem;

/** How large the numbers of a problem are, compared with those of the training. */
public enum Reach {
  /** The numbers are as large as those that the shipped model was trained on. */
  WITHIN,
  /**
   * One step beyond: each number that is drawn from a fixed range is larger than the largest of
   * that range, by half of it at most.
   */
  BEYOND;

  int least(int least, int most) {
    return this == WITHIN ? least : most + 1;
  }

  int most(int most) {
    return this == WITHIN ? most : most + Math.ceilDiv(most, 2);
  }
}
