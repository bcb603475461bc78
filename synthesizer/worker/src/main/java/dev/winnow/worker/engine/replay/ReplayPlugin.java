package dev.winnow.worker.engine.replay;

import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineHost;
import dev.winnow.worker.engine.EnginePlugin;
import java.util.function.Supplier;

/** Makes the engine that answers from recordings known as {@code replay}. */
public final class ReplayPlugin implements EnginePlugin<ReplayConfig> {
  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "recorded responses";
  }

  @Override
  public Class<ReplayConfig> options() {
    return ReplayConfig.class;
  }

  @Override
  public Supplier<Engine> prepare(ReplayConfig options, EngineHost host) {
    return () -> new ReplayEngine(options);
  }
}
