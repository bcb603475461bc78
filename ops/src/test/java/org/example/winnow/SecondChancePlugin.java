package org.example.winnow;

import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Strategy;
import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A strategy of another jar: one candidate, and more where it is not accepted. */
public final class SecondChancePlugin implements StrategyPlugin<SecondChancePlugin.Options> {
  /** How many a second chance has. */
  record Options(
      @PluginOption(help = "candidates after a first that is not accepted", min = 1, max = 9)
          int more) {
    Options {
      OptionRules.inRange(Options.class, more).orThrow();
    }
  }

  @Override
  public String name() {
    return "second_chance";
  }

  @Override
  public String summary() {
    return "one candidate, and more where it is not accepted";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Strategy create(Options options, Supplier<DifficultyStore> memory) {
    return (metadata, counts) -> {
      if (counts.accepted() > 0) {
        return new Decision.Satisfied();
      }
      return switch (counts.ordered()) {
        case 0 -> new Decision.SampleMore(1, new Wanted.Number(1));
        case 1 -> new Decision.SampleMore(options.more(), new Wanted.Number(1));
        default -> new Decision.Exhausted("NO_CHANCE_LEFT", "neither chance was used", false);
      };
    };
  }

  @Override
  public OptionalInt wanted(Options options) {
    return OptionalInt.of(1);
  }
}
