package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Counts the tokens of an answer's choices. A count that the server does not report, or that cannot
 * be right, is estimated from the text, rather too high than too low; it is never zero.
 */
final class TokenCount {
  /**
   * Tokens that belong to no choice.
   *
   * @param isEstimated whether they were not counted
   */
  record Discarded(long tokens, boolean isEstimated) {}

  /** The text of several choices never has more bytes per token, on average. */
  private static final int MAX_BYTES_PER_TOKEN = 6;

  /** The text of one choice never has more; a long run of blanks may be a few tokens. */
  private static final int MAX_BYTES_PER_TOKEN_OF_ONE = 32;

  private TokenCount() {}

  /**
   * Returns the count of each choice.
   *
   * @param usage the server's own count, of all choices together
   * @param generated how many choices the server may have generated, at least the size of {@code
   *     choices}
   * @param maxTokens maximum number of tokens of one choice
   */
  static List<Counted> of(JsonNode usage, List<Choice> choices, int generated, int maxTokens) {
    long most = (long) maxTokens * Math.max(1, generated);
    OptionalLong reported = reported(usage);
    long[] estimates = choices.stream().mapToLong(c -> estimate(c, maxTokens)).toArray();
    if (reported.isEmpty() || !isPlausible(reported.getAsLong(), choices)) {
      return counted(choices, estimates, true);
    }
    boolean isTooMuch = reported.getAsLong() > most;
    long total = Math.min(reported.getAsLong(), most);
    return counted(choices, shares(total, estimates), isTooMuch);
  }

  /** Returns the count of an answer that has no choices, but may report its cost. */
  static Discarded ofNoChoices(JsonNode usage, String text, long most) {
    OptionalLong reported = reported(usage);
    return reported.isPresent() && reported.getAsLong() <= most
        ? new Discarded(reported.getAsLong(), false)
        : ofText(text, most);
  }

  /** Returns the count of a text that became no choice, at most {@code most} tokens. */
  static Discarded ofText(String text, long most) {
    return new Discarded(Math.min(most, GeneratedText.estimatedTokens(text)), true);
  }

  /**
   * Returns {@code completion_tokens}; if a server leaves out the reasoning, the rest of {@code
   * total_tokens}.
   */
  private static OptionalLong reported(JsonNode usage) {
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
   * Returns false for no tokens for some text, and for a number of several choices that can only be
   * one choice's.
   */
  private static boolean isPlausible(long reported, List<Choice> choices) {
    if (reported == 0) {
      return choices.isEmpty();
    }
    int most = choices.size() == 1 ? MAX_BYTES_PER_TOKEN_OF_ONE : MAX_BYTES_PER_TOKEN;
    long least = choices.stream().mapToLong(c -> Math.max(1, (bytes(c) + most - 1) / most)).sum();
    return reported >= least;
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

  /** Divides a total by weight; the sum of the shares is the total. */
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
