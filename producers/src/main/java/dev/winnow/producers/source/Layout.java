package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Which fields of a line hold the prompt and its reference. */
public enum Layout {
  /** Winnow's own: {@code prompt} or {@code messages}, and {@code reference}. */
  JSONL,
  /** GSM8K's: {@code question}, and {@code answer} that ends in {@code #### 42}. */
  GSM8K,
  /** MATH's: {@code problem}, and {@code answer}, or {@code solution} with {@code \boxed{42}}. */
  MATH;

  static Layout of(JsonNode object) {
    if (object.hasNonNull("prompt") || object.hasNonNull("messages")) {
      return JSONL;
    }
    if (object.hasNonNull("question") && object.hasNonNull("answer")) {
      return GSM8K;
    }
    if (object.hasNonNull("problem")
        && (object.hasNonNull("solution") || object.hasNonNull("answer"))) {
      return MATH;
    }
    throw new RefusedLineException(
        "no prompt: give 'prompt' or 'messages', or 'question' and 'answer' (GSM8K), or 'problem'"
            + " and 'solution' (MATH)");
  }

  /** The layout's name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
