package dev.winnow.worker.engine.openai;

import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.SamplingException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Samples one request: splits its candidates into runs of requests that run concurrently. */
final class SamplingRun {
  private final SamplingRequest samplingRequest;
  private final Consumer<Completion> completions;
  private final ChatApi server;
  private final ServerCapabilities habits;
  private final ReentrantLock delivery = new ReentrantLock();

  SamplingRun(
      SamplingRequest samplingRequest,
      Consumer<Completion> completions,
      ChatApi server,
      ServerCapabilities habits) {
    this.samplingRequest = samplingRequest;
    this.completions = completions;
    this.server = server;
    this.habits = habits;
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
  }

  private void awaitAll(CompletionService<Void> requests)
      throws SamplingException, InterruptedException {
    int end = samplingRequest.getFirstIndex() + samplingRequest.getCount();
    int step = habits.perRequest().of(samplingRequest.getSampling());
    int running = 0;
    for (int first = samplingRequest.getFirstIndex(); first < end; first += step) {
      int to = Math.min(end, first + step);
      RequestRun run = new RequestRun(samplingRequest, first, to, server, habits, this::deliver);
      requests.submit(
          () -> {
            run.run();
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
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("sampling failed", e);
    }
  }

  private void deliver(Completion completion) throws InterruptedException {
    delivery.lockInterruptibly();
    try {
      completions.accept(completion);
    } finally {
      delivery.unlock();
    }
  }
}
