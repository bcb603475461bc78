package dev.winnow.synthesizer.engine.djl;

import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.Engine;
import dev.winnow.synthesizer.engine.EngineContract;
import dev.winnow.synthesizer.engine.TestTrials;

class DjlEngineContractTest extends EngineContract {
  @Override
  protected Engine open() {
    return new DjlEngine(DjlEngineConfig.of(Shipped.MODEL));
  }

  @Override
  protected Trial possible(String promptId, int firstIndex, int count) {
    return TestTrials.asking(promptId, "What is 12 + 7?", firstIndex, count);
  }

  /** Longer than the model's context. */
  @Override
  protected Trial impossible() {
    return TestTrials.asking("long", "1 ".repeat(300), 0, 2);
  }
}
