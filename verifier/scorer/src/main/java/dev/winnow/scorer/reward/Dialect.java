package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.ScoreReading;
import java.util.List;

/** The wire format of one kind of reward server. Implementations are pure and thread-safe. */
public interface Dialect {
  /** Returns the name in configuration, such as {@code vllm-classify}. */
  String name();

  /** Returns the path of the requests below the server's base URL, with a leading slash. */
  String path();

  /** Returns whether a request can hold this input. */
  boolean accepts(RewardInput input);

  /**
   * Returns whether the server puts the special tokens of the model around a text, whatever the
   * text holds: then a text must come without a beginning-of-sequence token of its own.
   */
  default boolean addsSpecialTokens() {
    return false;
  }

  /** Returns the most inputs like this one that a request can hold, at least 1. */
  int maxInputs(RewardInput input);

  /**
   * Returns the body of a request.
   *
   * @param model name of the model, as the server knows it
   * @param inputs at least one and at most {@link #maxInputs}, all accepted and of one kind
   * @param raw whether the model's raw output is wanted, else a number in [0, 1]
   */
  JsonNode request(String model, List<? extends RewardInput> inputs, boolean raw);

  /**
   * Reads an answer: one reading for each input, in the order of the inputs.
   *
   * @param inputs number of inputs that the request had
   * @throws MalformedAnswerException if the answer does not have one entry for each input. The
   *     entries are never assigned by guess: a shifted score would be a wrong score
   */
  List<ScoreReading> read(JsonNode answer, int inputs) throws MalformedAnswerException;
}
