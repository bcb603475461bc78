package dev.winnow.worker.engine.djl;

import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.worker.engine.Completion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A candidate that is being sampled: its tokens so far, its position, and its own random source,
 * which advances once per token and depends only on its seed.
 */
final class Sequence {
  final SequenceGroup group;
  final int index;
  private final SplittableRandom random;
  private final SamplingParams sampling;
  private final int limit;
  private final StopStrings stops;
  private long[] sampled = new long[32];
  private int length;
  private long last;

  /**
   * @param group request of the candidate
   * @param index index of the candidate
   * @param limit maximum number of tokens
   */
  Sequence(SequenceGroup group, int index, int limit, StopStrings stops) {
    this.group = group;
    this.index = index;
    this.limit = limit;
    this.stops = stops;
    this.sampling = group.request.getSampling();
    this.random =
        new SplittableRandom(
            CandidateSeed.of(group.request.getPrompt().getId(), index, group.request.getSeed()));
    this.last = group.lastToken();
  }

  /** Returns the token to feed next. */
  long token() {
    return last;
  }

  /** Returns the position of that token. */
  long position() {
    return group.prefix() + length;
  }

  double draw() {
    return random.nextDouble();
  }

  SamplingParams sampling() {
    return sampling;
  }

  /** Adds the next token; returns the completion once that ends the response. */
  Optional<Completion> accept(long token, Set<Long> ends) {
    if (ends.contains(token)) {
      return Optional.of(completion(text(), FinishReason.STOP, length + 1));
    }
    if (length == sampled.length) {
      sampled = Arrays.copyOf(sampled, 2 * length);
    }
    sampled[length++] = token;
    last = token;
    Optional<String> stopped = stops.cut(this::tail, this::text);
    if (stopped.isPresent()) {
      return Optional.of(completion(stopped.get(), FinishReason.STOP, length));
    }
    return length >= limit
        ? Optional.of(completion(text(), FinishReason.LENGTH, length))
        : Optional.empty();
  }

  private Completion completion(String text, FinishReason reason, int tokens) {
    return new Completion(index, text, reason, tokens);
  }

  private String text() {
    return group.decode(Arrays.copyOf(sampled, length));
  }

  private String tail(int tokens) {
    return group.decode(Arrays.copyOfRange(sampled, Math.max(0, length - tokens), length));
  }

  /** The stop strings of a request, searched for only in the newest text. */
  record StopStrings(List<String> strings, int tailTokens) {
    /** A stop string of n bytes cannot span more than n tokens; one more may end inside of it. */
    static StopStrings of(List<String> strings) {
      int longest =
          strings.stream()
              .mapToInt(s -> s.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
              .max()
              .orElse(0);
      return new StopStrings(List.copyOf(strings), longest + 1);
    }

    /** Returns the text before the first stop string, if one has appeared. */
    Optional<String> cut(
        java.util.function.IntFunction<String> tail, java.util.function.Supplier<String> whole) {
      if (strings.isEmpty() || strings.stream().noneMatch(tail.apply(tailTokens)::contains)) {
        return Optional.empty();
      }
      String text = whole.get();
      return strings.stream()
          .map(text::indexOf)
          .filter(at -> at >= 0)
          .min(Integer::compare)
          .map(at -> text.substring(0, at));
    }
  }
}
