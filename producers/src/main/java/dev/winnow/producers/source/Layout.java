package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Which keys of a line hold the prompt and its reference. */
public enum Layout {
  /** Winnow's own: {@code prompt} or {@code messages}, and {@code reference}. */
  JSONL,
  /** GSM8K's: {@code question}, and {@code answer} that ends in {@code #### 42}. */
  GSM8K,
  /** MATH's: {@code problem}, and {@code solution} with {@code \boxed{42}}. */
  MATH;

  static Layout of(JsonNode object) {
    if (object.has("prompt") || object.has("messages")) {
      return JSONL;
    }
    if (object.has("question") && object.has("answer")) {
      return GSM8K;
    }
    if (object.has("problem") && (object.has("solution") || object.has("answer"))) {
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
