package dev.winnow.ops.scenario;

import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An engine whose answers are right for one in two candidates, as their seeds decide. */
public final class SeededEngine implements Engine {
  final AtomicInteger sampled = new AtomicInteger();

  @Override
  public void sample(SamplingRequest request, Consumer<Completion> completions) {
    String reference = request.getPrompt().getReference().orElse("0");
    for (int index = request.getFirstIndex();
        index < request.getFirstIndex() + request.getCount();
        index++) {
      long seed = CandidateSeed.of(request.getPrompt().getId(), index, request.getSeed());
      String answer = new SplittableRandom(seed).nextBoolean() ? reference : reference + "1";
      sampled.incrementAndGet();
      completions.accept(new Completion(index, "#### " + answer, FinishReason.STOP, 3));
    }
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public String model() {
    return "seeded";
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
