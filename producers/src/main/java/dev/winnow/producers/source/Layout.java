package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layout of a row: which fields hold the prompt and its references. It is detected from the
 * row's keys.
 */
public enum Layout {
  /**
   * Winnow's layout: {@code prompt} or {@code messages}, and {@code reference} or {@code answer}.
   */
  JSONL,
  /** GSM8K: {@code question}, and {@code answer} that ends in {@code #### 42}. */
  GSM8K,
  /** {@code question}, and {@code answer} or {@code answers} without a mark. */
  QA,
  /** MATH: {@code problem}, and {@code answer}, or {@code solution} with {@code \boxed{42}}. */
  MATH,
  /** verl: {@code prompt} and {@code reward_model.ground_truth}. */
  VERL,
  /** ShareGPT: {@code conversations} of {@code {from, value}}. */
  SHAREGPT,
  /** Alpaca: {@code instruction}, {@code input}, {@code output}. */
  ALPACA,
  /** SYNTHETIC-1: {@code problem_id}, {@code prompt}, {@code gold_standard_solution}. */
  SYNTHETIC1,
  /** A request of OpenAI's batch interface: {@code custom_id}, {@code url}, {@code body}. */
  OPENAI_BATCH,
  /**
   * OpenAI's fine-tuning rows: {@code messages} that end with the recorded answer, which is the
   * reference. Never detected, since {@link #JSONL} has the same keys.
   */
  FINETUNE;

  private static final String WANTED =
      "give 'prompt' or 'messages', or 'question' and 'answer' (GSM8K), or 'problem' and 'solution'"
          + " (MATH), or 'prompt' and 'reward_model' (verl), 'conversations' (ShareGPT),"
          + " 'instruction' (Alpaca), or 'custom_id' and 'body' (OpenAI batch)";

  private static final int MAX_KEYS = 8;
  private static final int MAX_KEY_CHARS = 40;

  /** Returns the layout of a row. @throws RefusedLineException if it has no layout, or several */
  static Layout of(JsonNode row) {
    Set<Layout> fitting = EnumSet.noneOf(Layout.class);
    Arrays.stream(values()).filter(layout -> layout.fits(row)).forEach(fitting::add);
    if (fitting.contains(VERL) || fitting.contains(SYNTHETIC1)) {
      fitting.remove(JSONL);
    }
    if (fitting.contains(MATH) && !row.hasNonNull("prompt")) {
      // NuminaMath repeats problem and solution as messages.
      fitting.remove(JSONL);
    }
    if (fitting.size() == 1) {
      return fitting.iterator().next();
    }
    String seen = "the row has " + keys(row);
    if (fitting.isEmpty()) {
      throw new RefusedLineException(RefusalKind.NO_LAYOUT, "no prompt: " + WANTED + "; " + seen);
    }
    throw new RefusedLineException(
        RefusalKind.AMBIGUOUS,
        "fits several layouts (%s): choose one with --layout; %s"
            .formatted(
                fitting.stream().map(Layout::label).collect(Collectors.joining(", ")), seen));
  }

  private boolean fits(JsonNode row) {
    return switch (this) {
      case JSONL -> row.hasNonNull("prompt") || row.hasNonNull("messages");
      case GSM8K ->
          row.hasNonNull("question") && row.hasNonNull("answer") && !isPlain(row.path("answer"));
      case QA ->
          row.hasNonNull("question") && (row.hasNonNull("answers") || isPlain(row.path("answer")));
      case MATH -> row.hasNonNull("problem") && hasAny(row, "solution", "answer");
      case VERL -> row.hasNonNull("prompt") && row.path("reward_model").isObject();
      case SHAREGPT -> row.path("conversations").isArray();
      case ALPACA -> row.hasNonNull("instruction");
      case SYNTHETIC1 ->
          row.hasNonNull("problem_id")
              && row.hasNonNull("prompt")
              && hasAny(row, "gold_standard_solution", "verification_info");
      case OPENAI_BATCH -> row.path("body").isObject() && hasAny(row, "custom_id", "url");
      case FINETUNE -> false;
    };
  }

  private static final int MAX_PLAIN_CHARS = 200;

  /** Returns whether this is a final answer, not a solution that should end in GSM8K's mark. */
  private static boolean isPlain(JsonNode answer) {
    return answer.isNumber()
        || answer.isArray()
        || (answer.isTextual()
            && !answer.asText().contains("####")
            && !answer.asText().contains("\n")
            && answer.asText().length() <= MAX_PLAIN_CHARS);
  }

  private static boolean hasAny(JsonNode row, String... fields) {
    return Arrays.stream(fields).anyMatch(row::hasNonNull);
  }

  private static String keys(JsonNode row) {
    List<String> keys =
        row.properties().stream()
            .limit(MAX_KEYS)
            .map(entry -> '\'' + cut(entry.getKey()) + '\'')
            .toList();
    return keys.isEmpty()
        ? "no fields"
        : String.join(", ", keys) + (row.size() > MAX_KEYS ? ", ..." : "");
  }

  private static String cut(String key) {
    return key.length() <= MAX_KEY_CHARS ? key : key.substring(0, MAX_KEY_CHARS) + "...";
  }

  /** Returns the name of the layout as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
