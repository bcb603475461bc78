package dev.winnow.worker.engine.djl;

import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.djl.Sequence.StopStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A request in the decode loop. Only the loop uses it, except for {@link #done}, on which the
 * caller waits, and {@link #abandon}.
 */
final class SequenceGroup {
  final SamplingRequest request;
  private final long[] prompt;
  private final int capacity;
  private final Function<long[], String> decoder;
  private final Consumer<Completion> completions;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private int admitted;
  private int finished;
  private volatile boolean abandoned;

  /**
   * @param prompt token ids of the whole prompt, at least one
   * @param capacity positions that its rows need, rounded to the batch's
   */
  SequenceGroup(
      SamplingRequest request,
      long[] prompt,
      int capacity,
      Function<long[], String> decoder,
      Consumer<Completion> completions) {
    this.request = request;
    this.prompt = prompt;
    this.capacity = capacity;
    this.decoder = decoder;
    this.completions = completions;
  }

  int capacity() {
    return capacity;
  }

  /** Returns the number of tokens before the last, which are prefilled once for all rows. */
  int prefix() {
    return prompt.length - 1;
  }

  long[] prefixTokens() {
    return java.util.Arrays.copyOf(prompt, prefix());
  }

  long lastToken() {
    return prompt[prefix()];
  }

  String decode(long[] tokens) {
    return decoder.apply(tokens);
  }

  /** Returns the number of rows without a slot. */
  int waiting() {
    return request.getCount() - admitted;
  }

  /** Returns the next rows that need slots. */
  List<Sequence> slot(int count) {
    int limit = Math.min(request.getSampling().getMaxTokens(), capacity - prefix());
    StopStrings stops = StopStrings.of(request.getSampling().getStop());
    List<Sequence> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(new Sequence(this, request.getFirstIndex() + admitted++, limit, stops));
    }
    return rows;
  }

  /** A consumer that throws fails its own request, not the loop that all requests share. */
  void complete(Completion completion) {
    try {
      completions.accept(completion);
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    finished++;
    if (finished == request.getCount()) {
      done.complete(null);
    }
  }

  void fail(Throwable cause) {
    abandoned = true;
    done.completeExceptionally(cause);
  }

  CompletableFuture<Void> done() {
    return done;
  }

  void abandon() {
    abandoned = true;
    done.cancel(false);
  }

  boolean isAbandoned() {
    return abandoned;
  }
}
