package dev.winnow.training.problem;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The two parts of all possible problems. Only the question's text decides, so that they are
 * disjoint by construction, whatever the seeds.
 */
public enum Split {
  /** Training problems: about nine of ten. */
  TRAIN,
  /**
   * Problems that the model has never seen: used for the demo's prompts and for every measurement.
   */
  HELD_OUT;

  private static final int PARTS = 10;

  /** Returns the part that a question belongs to. */
  public static Split of(String question) {
    CRC32 crc = new CRC32();
    crc.update(question.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % PARTS == 0 ? HELD_OUT : TRAIN;
  }
}
