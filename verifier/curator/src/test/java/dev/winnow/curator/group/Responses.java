package dev.winnow.curator.group;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Responses of a prompt {@code p} to start a test from. */
public final class Responses {
  private Responses() {}

  /** An accepted response with a score. */
  public static RatedResponse scored(int index, String text, double score) {
    return new RatedResponse(
        "p", index, text, true, OptionalDouble.of(score), Map.of("helpful", score), text.length());
  }

  /** A response without a score. */
  public static RatedResponse unscored(int index, String text, boolean isAccepted) {
    return new RatedResponse(
        "p", index, text, isAccepted, OptionalDouble.empty(), Map.of(), text.length());
  }

  /** The same response as a rejected one. */
  public static RatedResponse rejected(RatedResponse response) {
    return new RatedResponse(
        response.promptId(),
        response.index(),
        response.text(),
        false,
        response.score(),
        response.scores(),
        response.tokens());
  }

  /** Accepted responses with these scores and distinct texts, with indices from 0. */
  public static List<RatedResponse> scored(double... scores) {
    return IntStream.range(0, scores.length)
        .mapToObj(i -> scored(i, "text " + i, scores[i]))
        .toList();
  }

  public static List<Integer> indices(List<RatedResponse> responses) {
    return responses.stream().map(RatedResponse::index).toList();
  }
}
