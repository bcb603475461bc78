package dev.winnow.ops.bench;

import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import java.util.function.Consumer;

/**
 * An engine that answers at once, rightly every other time: what is left is the pipeline itself.
 */
final class InstantEngine implements Engine {
  private static final String WORK =
      "First we add the two numbers, then we look at the result once more. ".repeat(6);
  private static final int TOKENS = 100;
  private static final int CONCURRENCY = 64;

  @Override
  public void sample(SamplingRequest request, Consumer<Completion> completions) {
    String right = request.getPrompt().getReference().orElse("0");
    for (int i = 0; i < request.getCount(); i++) {
      int index = request.getFirstIndex() + i;
      String answer = index % 2 == 0 ? right : "-1";
      completions.accept(
          new Completion(index, WORK + "\n#### " + answer, FinishReason.STOP, TOKENS));
    }
  }

  @Override
  public int concurrency() {
    return CONCURRENCY;
  }

  @Override
  public String model() {
    return "instant";
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
