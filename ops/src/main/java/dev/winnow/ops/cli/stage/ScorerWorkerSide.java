package dev.winnow.ops.cli.stage;

import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.scorer.ScorerPlugin;

/**
 * A type of scorers as the command line sees it: its options are those of a worker, not those of a
 * recipe.
 */
record ScorerWorkerSide<W extends Record>(ScorerPlugin<?, W> type) implements Plugin<W> {
  /** Returns all installed types. */
  static PluginCatalog<ScorerWorkerSide<?>> installed() {
    return ScorerPlugin.installed().seenAs(ScorerWorkerSide::of);
  }

  private static <W extends Record> ScorerWorkerSide<W> of(ScorerPlugin<?, W> type) {
    return new ScorerWorkerSide<>(type);
  }

  @Override
  public String name() {
    return type.name();
  }

  @Override
  public String summary() {
    return type.summary();
  }

  @Override
  public Class<W> options() {
    return type.workerOptions();
  }
}
