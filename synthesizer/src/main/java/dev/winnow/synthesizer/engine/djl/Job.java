package dev.winnow.synthesizer.engine.djl;

import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.Completion;
import dev.winnow.synthesizer.engine.djl.Row.StopStrings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A trial on its way through the decode loop. The loop alone touches it, but for {@link #done}, on
 * which the caller waits, and {@link #abandon}.
 */
final class Job {
  final Trial trial;
  private final long[] prompt;
  private final int capacity;
  private final Function<long[], String> decoder;
  private final Consumer<Completion> completions;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private int seated;
  private int finished;
  private volatile boolean abandoned;

  /**
   * @param prompt token ids of the whole prompt, at least one
   * @param capacity positions that its rows need, rounded to the tile's
   */
  Job(
      Trial trial,
      long[] prompt,
      int capacity,
      Function<long[], String> decoder,
      Consumer<Completion> completions) {
    this.trial = trial;
    this.prompt = prompt;
    this.capacity = capacity;
    this.decoder = decoder;
    this.completions = completions;
  }

  int capacity() {
    return capacity;
  }

  /** Tokens before the last: those that are prefilled once for all rows. */
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

  /** Rows that have no seat yet. */
  int waiting() {
    return trial.getCount() - seated;
  }

  /** The next rows to seat. */
  List<Row> seat(int count) {
    int limit = Math.min(trial.getSampling().getMaxTokens(), capacity - prefix());
    StopStrings stops = StopStrings.of(trial.getSampling().getStop());
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(new Row(this, trial.getFirstIndex() + seated++, limit, stops));
    }
    return rows;
  }

  /** A consumer that throws fails its own trial, not the loop that all trials share. */
  void complete(Completion completion) {
    try {
      completions.accept(completion);
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    finished++;
    if (finished == trial.getCount()) {
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
