package dev.winnow.ops.cli;

import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.scorer.ScorerPlugin;
import java.util.ArrayList;
import java.util.List;

/**
 * A type of scorers as the command line sees it: its options are those of a worker, not those of a
 * recipe.
 */
record ScorerWorkerSide<W extends Record>(ScorerPlugin<?, W> type) implements Plugin<W> {
  /** Returns all installed types. */
  static PluginCatalog<ScorerWorkerSide<?>> installed() {
    List<ScorerWorkerSide<?>> all = new ArrayList<>();
    ScorerPlugin.installed().all().forEach(type -> all.add(new ScorerWorkerSide<>(type)));
    return PluginCatalog.of("scorer", all);
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
