package dev.winnow.ops.scenario;

import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.transformer.ModelVersion;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An engine whose responses say which version of the model wrote them. */
final class MarkingEngine implements Engine {
  final AtomicInteger running = new AtomicInteger();
  private final ModelVersion model;
  private final CountDownLatch gate;
  private volatile boolean isClosed;

  /**
   * @param gate every request waits for it in its middle
   */
  MarkingEngine(ModelVersion model, CountDownLatch gate) {
    this.model = model;
    this.gate = gate;
  }

  /** What a response of this version begins with. */
  static String mark(int version) {
    return "By version %d: ".formatted(version);
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void sample(SamplingRequest request, Consumer<Completion> completions)
      throws InterruptedException {
    running.incrementAndGet();
    try {
      for (int i = 0; i < request.getCount(); i++) {
        if (i == request.getCount() / 2) {
          gate.await();
        }
        completions.accept(completion(request, request.getFirstIndex() + i));
      }
    } finally {
      running.decrementAndGet();
    }
  }

  private Completion completion(SamplingRequest request, int index) {
    if (isClosed) {
      throw new IllegalStateException("version %d is closed".formatted(model.version()));
    }
    String reference = request.getPrompt().getReference().orElse("0");
    long seed = CandidateSeed.of(request.getPrompt().getId(), index, request.getSeed());
    String answer = new SplittableRandom(seed).nextBoolean() ? reference : reference + "1";
    return new Completion(index, mark(model.version()) + "#### " + answer, FinishReason.STOP, 3);
  }

  @Override
  public int concurrency() {
    // More than partitions, so that a request that waits holds up none of the others.
    return 8;
  }

  @Override
  public String model() {
    return model.name();
  }

  @Override
  public Optional<Integer> modelVersion() {
    return Optional.of(model.version());
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
