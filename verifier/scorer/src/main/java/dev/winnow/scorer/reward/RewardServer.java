package dev.winnow.scorer.reward;

import dev.winnow.runtime.http.ClientClosedException;
import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.ScoringCost;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import dev.winnow.scorer.ScoringResult.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks a reward server for the rewards of inputs.
 *
 * <ol>
 *   <li>Inputs are asked for together, as many as the dialect takes.
 *   <li>An answer that says nothing of them, or a refusal, is followed by a request for each, so
 *       that one input cannot make others fail.
 *   <li>What the server still does not answer, or refuses while it accepts others, has failed.
 * </ol>
 *
 * Thread-safe.
 *
 * @param raw whether the model's raw output is asked for
 */
record RewardServer(ServerClient client, Dialect dialect, String model, boolean raw) {
  private static final String VALUE = "reward";

  /**
   * An input of a request.
   *
   * @param tokens estimated length
   */
  record Item(String requestId, String promptId, RewardInput input, long tokens) {}

  /**
   * Returns one result for each item, in their order; a value is named {@value #VALUE}.
   *
   * @param items at least one
   */
  List<ScoringResult> ask(List<Item> items) throws ClientClosedException, InterruptedException {
    List<ScoringResult> results = new ArrayList<>(items.size());
    int most = dialect.maxInputs(items.getFirst().input());
    for (int from = 0; from < items.size(); from += most) {
      results.addAll(askOnce(items.subList(from, Math.min(items.size(), from + most)), false));
    }
    return results;
  }

  /** Returns the value of a result; empty where it failed. */
  static Optional<Double> value(ScoringResult result) {
    return result instanceof Values values
        ? Optional.ofNullable(values.values().get(VALUE))
        : Optional.empty();
  }

  private List<ScoringResult> askOnce(List<Item> items, boolean isSecond)
      throws ClientClosedException, InterruptedException {
    long start = System.nanoTime();
    Reply reply = client.ask(call(items), false);
    long nanos = System.nanoTime() - start;
    return switch (reply) {
      case RewardAnswer answer -> read(items, answer, nanos);
      case Malformed malformed ->
          isSecond
              ? List.of(failed(items, ScoringResult.BAD_ANSWER, malformed.reason(), nanos))
              : askEach(items);
      case Refused refused ->
          items.size() == 1
              ? List.of(failed(items, code(refused), refused.reason(), nanos))
              : askEach(items);
      default -> throw new IllegalStateException("no reply to a request: " + reply);
    };
  }

  private List<ScoringResult> askEach(List<Item> items)
      throws ClientClosedException, InterruptedException {
    List<ScoringResult> results = new ArrayList<>(items.size());
    for (Item item : items) {
      results.addAll(askOnce(List.of(item), true));
    }
    return results;
  }

  private RewardCall call(List<Item> items) {
    Item first = items.getFirst();
    List<RewardInput> inputs = items.stream().map(Item::input).toList();
    return new RewardCall(
        dialect, model, inputs, raw, first.requestId(), first.promptId(), client.secrets());
  }

  private static List<ScoringResult> read(List<Item> items, RewardAnswer answer, long nanos) {
    long estimated = items.stream().mapToLong(Item::tokens).sum();
    List<ScoringResult> results = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      long tokens = share(items.get(i).tokens(), estimated, answer.tokens());
      ScoringCost cost = ScoringCost.ofReading(tokens, nanos / items.size());
      results.add(
          switch (answer.readings().get(i)) {
            case ScoreReading.Value value ->
                new Values(Map.of(VALUE, value.value()), cost, Optional.empty());
            case ScoreReading.Unusable unusable ->
                new Failed(ScoringResult.NOT_FINITE, unusable.reason(), cost);
          });
    }
    return results;
  }

  /** The server counts the tokens of all inputs together. */
  private static long share(long own, long estimated, OptionalLong counted) {
    return counted.isEmpty()
        ? own
        : Math.round((double) counted.getAsLong() * own / Math.max(1, estimated));
  }

  private static Failed failed(List<Item> items, String code, String reason, long nanos) {
    return new Failed(
        code, reason, ScoringCost.ofReading(items.getFirst().tokens(), nanos / items.size()));
  }

  private static String code(Refused refused) {
    return switch (refused.code()) {
      case FailureCodes.CONTEXT_LENGTH -> ScoringResult.TOO_LONG;
      case FailureCodes.SERVER_ERROR -> ScoringResult.NO_ANSWER;
      default -> ScoringResult.REFUSED;
    };
  }
}
