package dev.winnow.synthesizer.engine.openai;

import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.Completion;
import dev.winnow.synthesizer.engine.PermanentSamplingException;
import dev.winnow.synthesizer.engine.SamplingException;
import dev.winnow.synthesizer.engine.TransientSamplingException;
import dev.winnow.synthesizer.engine.openai.Choice.Kept;
import dev.winnow.synthesizer.engine.openai.Choice.Withheld;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Samples one trial: its candidates are split into requests that run side by side. A request that
 * is answered with fewer choices is followed by others until each of its candidates has one.
 */
final class TrialRun {
  private static final int NAMED = 10;

  private final Trial trial;
  private final Consumer<Completion> completions;
  private final Attempts attempts;
  private final PerRequest perRequest;
  private final ReentrantLock delivery = new ReentrantLock();
  private final Map<Integer, String> withheld = new TreeMap<>();

  TrialRun(
      Trial trial, Consumer<Completion> completions, Attempts attempts, PerRequest perRequest) {
    this.trial = trial;
    this.completions = completions;
    this.attempts = attempts;
    this.perRequest = perRequest;
  }

  /**
   * Returns when every candidate is delivered; delivers nothing after it has returned or thrown.
   */
  void run() throws SamplingException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        awaitAll(new ExecutorCompletionService<>(threads));
      } finally {
        threads.shutdownNow();
      }
    }
    if (!withheld.isEmpty()) {
      throw new PermanentSamplingException(
          "the server did not bring every response to an end (index=finish_reason): "
              + withheld.entrySet().stream().limit(NAMED).toList(),
          null);
    }
  }

  private void awaitAll(CompletionService<Void> requests)
      throws SamplingException, InterruptedException {
    int end = trial.getFirstIndex() + trial.getCount();
    int step = perRequest.of(trial.getSampling());
    int running = 0;
    for (int first = trial.getFirstIndex(); first < end; first += step) {
      int from = first;
      int to = Math.min(end, first + step);
      requests.submit(
          () -> {
            sample(from, to);
            return null;
          });
      running++;
    }
    for (; running > 0; running--) {
      awaitOne(requests);
    }
  }

  private static void awaitOne(CompletionService<Void> requests)
      throws SamplingException, InterruptedException {
    try {
      requests.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SamplingException known) {
        throw known;
      }
      throw new TransientSamplingException("sampling failed: " + e.getCause(), e);
    }
  }

  private void sample(int from, int to) throws SamplingException, InterruptedException {
    int next = from;
    while (next < to) {
      List<Choice> choices = ask(next, Math.min(to - next, perRequest.of(trial.getSampling())));
      for (Choice choice : choices) {
        deliver(next++, choice);
      }
    }
  }

  /** A request for several that is refused may be refused for being for several. */
  private List<Choice> ask(int first, int count) throws SamplingException, InterruptedException {
    try {
      List<Choice> choices = attempts.choices(trial, first, count);
      if (choices.size() < count) {
        perRequest.gave(choices.size());
      }
      return choices;
    } catch (PermanentSamplingException e) {
      if (count == 1) {
        throw e;
      }
      List<Choice> single = attempts.choices(trial, first, 1);
      perRequest.gave(1);
      return single;
    }
  }

  private void deliver(int index, Choice choice) throws InterruptedException {
    delivery.lockInterruptibly();
    try {
      switch (choice) {
        case Kept kept ->
            completions.accept(
                new Completion(index, kept.text(), kept.finishReason(), kept.tokens()));
        case Withheld held -> withheld.put(index, held.finishReason());
      }
    } finally {
      delivery.unlock();
    }
  }
}
