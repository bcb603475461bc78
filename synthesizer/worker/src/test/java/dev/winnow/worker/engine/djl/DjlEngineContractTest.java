package dev.winnow.worker.engine.djl;

import dev.winnow.schemas.SamplingRequest;
import dev.winnow.transformer.testing.Shipped;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineContract;
import dev.winnow.worker.engine.TestRequests;

class DjlEngineContractTest extends EngineContract {
  @Override
  protected Engine open() {
    return new DjlEngine(DjlEngineConfig.of(Shipped.MODEL));
  }

  @Override
  protected SamplingRequest possible(String promptId, int firstIndex, int count) {
    return TestRequests.asking(promptId, "What is 12 + 7?", firstIndex, count);
  }

  /** Longer than the model's context. */
  @Override
  protected SamplingRequest impossible() {
    return TestRequests.asking("long", "1 ".repeat(300), 0, 2);
  }
}
