package dev.winnow.training;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The two parts of a run's prompts in the training of a reward model. Only the prompt's text
 * decides. The hash is another than that of the problems' split, so that either part of a run has
 * both.
 */
public enum RewardSplit {
  /** Prompts to train on: about nine of ten. */
  TRAINING,
  /** Prompts to measure with. */
  MEASURING;

  private static final int PARTS = 10;

  /** Returns the part that a prompt belongs to. */
  public static RewardSplit of(String prompt) {
    CRC32C crc = new CRC32C();
    crc.update(prompt.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % PARTS == 0 ? MEASURING : TRAINING;
  }
}
