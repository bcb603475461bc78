package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many tokens the choices of an answer cost. A count that the server does not give, or that
 * cannot be right, is estimated from the text, rather too high than too low; it is never zero.
 */
final class TokenCount {
  /**
   * What was generated for no choice.
   *
   * @param isEstimated whether nobody counted it
   */
  record Discarded(long tokens, boolean isEstimated) {}

  /** Text of several choices never has more bytes for a token, on average. */
  private static final int MAX_BYTES_PER_TOKEN = 6;

  /** Nor does that of one, where a long run of blanks may be a few tokens. */
  private static final int MAX_BYTES_PER_TOKEN_OF_ONE = 32;

  private TokenCount() {}

  /**
   * Counts for each choice.
   *
   * @param usage the server's own count, of all choices together
   * @param generated how many choices the server may have generated, at least as many as {@code
   *     choices}
   * @param maxTokens most tokens of one choice
   */
  static List<Counted> of(JsonNode usage, List<Choice> choices, int generated, int maxTokens) {
    long most = (long) maxTokens * Math.max(1, generated);
    OptionalLong told = told(usage);
    long[] estimates = choices.stream().mapToLong(c -> estimate(c, maxTokens)).toArray();
    if (told.isEmpty() || !isPlausible(told.getAsLong(), choices)) {
      return counted(choices, estimates, true);
    }
    boolean isTooMuch = told.getAsLong() > most;
    long total = Math.min(told.getAsLong(), most);
    return counted(choices, shares(total, estimates), isTooMuch);
  }

  /** An answer that has no choices, but may say what it cost. */
  static Discarded ofNoChoices(JsonNode usage, String text, long most) {
    OptionalLong told = told(usage);
    return told.isPresent() && told.getAsLong() <= most
        ? new Discarded(told.getAsLong(), false)
        : ofText(text, most);
  }

  /** Text that no choice was made of, at most {@code most} tokens. */
  static Discarded ofText(String text, long most) {
    return new Discarded(Math.min(most, GeneratedText.estimatedTokens(text)), true);
  }

  /**
   * {@code completion_tokens}; where a server leaves out what was reasoned, the rest of {@code
   * total_tokens} tells.
   */
  private static OptionalLong told(JsonNode usage) {
    OptionalLong completion = count(usage.path("completion_tokens"));
    OptionalLong total = count(usage.path("total_tokens"));
    OptionalLong prompt = count(usage.path("prompt_tokens"));
    OptionalLong reasoning =
        count(usage.path("completion_tokens_details").path("reasoning_tokens"));
    if (total.isPresent() && prompt.isPresent() && total.getAsLong() >= prompt.getAsLong()) {
      long rest = total.getAsLong() - prompt.getAsLong();
      return OptionalLong.of(Math.max(completion.orElse(0), rest));
    }
    return completion.isPresent()
        ? OptionalLong.of(Math.max(completion.getAsLong(), reasoning.orElse(0)))
        : OptionalLong.empty();
  }

  private static OptionalLong count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  /**
   * No tokens for some text is a count that nobody made; so is one of several choices that can only
   * be one choice's.
   */
  private static boolean isPlausible(long told, List<Choice> choices) {
    if (told == 0) {
      return choices.isEmpty();
    }
    int most = choices.size() == 1 ? MAX_BYTES_PER_TOKEN_OF_ONE : MAX_BYTES_PER_TOKEN;
    long least = choices.stream().mapToLong(c -> Math.max(1, (bytes(c) + most - 1) / most)).sum();
    return told >= least;
  }

  private static long estimate(Choice choice, int maxTokens) {
    String reasoning = choice.reasoning().orElse("");
    if (choice.finishReason() == FinishReason.LENGTH
        || (choice.text().isEmpty() && reasoning.isEmpty())) {
      return maxTokens;
    }
    return Math.min(
        maxTokens,
        GeneratedText.estimatedTokens(choice.text())
            + GeneratedText.estimatedTokens(reasoning)
            + 1);
  }

  private static long bytes(Choice choice) {
    return choice.text().length() + (long) choice.reasoning().map(String::length).orElse(0);
  }

  /** Shares out a total by weight; the sum is the total. */
  private static long[] shares(long total, long[] weights) {
    long all = 0;
    for (long weight : weights) {
      all += weight;
    }
    long[] shares = new long[weights.length];
    long before = 0;
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      before += weights[i];
      long until = Math.round((double) total * before / Math.max(1, all));
      shares[i] = until - given;
      given = until;
    }
    return shares;
  }

  private static List<Counted> counted(List<Choice> choices, long[] tokens, boolean isEstimated) {
    List<Counted> counted = new ArrayList<>(choices.size());
    for (int i = 0; i < choices.size(); i++) {
      int own = (int) Math.min(Integer.MAX_VALUE, tokens[i]);
      counted.add(new Counted(choices.get(i), own, isEstimated));
    }
    return counted;
  }
}
