package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.PluginCalls;
import java.util.Map;

/**
 * Converts a failure of a strategy's code into a {@link BadOptionsException}, because no strategy
 * may stop the stream.
 *
 * @param name name for messages
 */
record GuardedStrategy(String name, Strategy strategy) implements Strategy {
  @Override
  public Decision decide(Map<String, String> metadata, Counts counts) {
    Decision decision = PluginCalls.guarded(name, () -> strategy.decide(metadata, counts));
    if (decision instanceof SampleMore more && more.candidates() < 1) {
      throw new BadOptionsException(
          "", "%s ordered a round of %d candidates".formatted(name, more.candidates()));
    }
    return decision;
  }

  @Override
  public Cell learn(Cell before, Counts counts) {
    return PluginCalls.guarded(name, () -> strategy.learn(before, counts));
  }

  @Override
  public void restart() {
    boolean unused =
        PluginCalls.guarded(
            name,
            () -> {
              strategy.restart();
              return true;
            });
  }
}
