package dev.winnow.training.problem;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The two halves of all possible problems. The question's text alone decides, so that they are
 * disjoint by construction, whatever the seeds.
 */
public enum Split {
  /** What the model learns from: about nine of ten problems. */
  TRAIN,
  /** What it has never seen: the demo's prompts and every measurement. */
  HELD_OUT;

  private static final int PARTS = 10;

  /** The half that a question belongs to. */
  public static Split of(String question) {
    CRC32 crc = new CRC32();
    crc.update(question.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % PARTS == 0 ? HELD_OUT : TRAIN;
  }
}
