package dev.winnow.worker;

import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** An engine of one version of a model, which says whether it was closed. */
final class VersionedEngine implements Engine {
  final int version;
  volatile boolean isClosed;
  volatile long generated;

  VersionedEngine(int version) {
    this.version = version;
  }

  @Override
  public void sample(SamplingRequest request, Consumer<Completion> completions) {
    ScriptedEngine.asOrdered(request, completions);
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public String model() {
    return "versioned";
  }

  @Override
  public Optional<Integer> modelVersion() {
    return Optional.of(version);
  }

  @Override
  public EngineLoad load() {
    return new EngineLoad(0, OptionalLong.of(generated));
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
