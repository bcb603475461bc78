package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.DifficultyLearner;
import dev.winnow.planner.difficulty.DifficultyModel;
import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.schemas.AdaptiveAllocation;
import dev.winnow.schemas.FixedAllocation;
import dev.winnow.schemas.Prop2DiffAllocation;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UniformAllocation;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Allocates candidates to prompts: asks the strategy that a prompt's recipe names, and where that
 * strategy learns, records what came of each round first. Not thread-safe.
 */
public final class Allocator {
  private final Function<Recipe, DifficultyStore> stores;

  /** By the recipe's name. */
  private final Map<String, Learning> learning = new HashMap<>();

  /**
   * An allocator.
   *
   * @param stores where the model of a recipe's prompts is kept; asked when a recipe changes
   */
  public Allocator(Function<Recipe, DifficultyStore> stores) {
    this.stores = stores;
  }

  /**
   * Decides what becomes of a prompt whose round is in, or that had none yet.
   *
   * @param metadata the prompt's
   */
  public Decision decide(Recipe recipe, Map<String, String> metadata, Counts counts) {
    return strategy(recipe, metadata).decide(counts);
  }

  /**
   * Learns from a round that is in, where the recipe's strategy does.
   *
   * @param before what this returned when it learned from the prompt last, {@link Cell#NONE} if it
   *     never did
   * @return where the prompt stands now, to be kept for the next time
   */
  public Cell learn(Recipe recipe, Cell before, Counts counts) {
    if (!(recipe.getAllocation() instanceof AdaptiveAllocation adaptive)) {
      return before;
    }
    Cell now = counts.cell();
    if (now.equals(Cell.NONE) || now.equals(before)) {
      // Nothing new of it was judged: it says nothing of how hard the recipe's prompts are.
      return before;
    }
    learning(recipe, adaptive).record(before, now);
    return now;
  }

  private Strategy strategy(Recipe recipe, Map<String, String> metadata) {
    return switch (recipe.getAllocation()) {
      case FixedAllocation fixed -> new FixedStrategy(fixed.getCandidates());
      case UniformAllocation uniform ->
          new UniformStrategy(
              uniform.getAccepted(), uniform.getMaxCandidates(), uniform.getMaxRound());
      case Prop2DiffAllocation prop2diff -> prop2diff(prop2diff, metadata);
      case AdaptiveAllocation adaptive -> learning(recipe, adaptive).strategy();
      default ->
          throw new IllegalArgumentException("unknown allocation: " + recipe.getAllocation());
    };
  }

  private Learning learning(Recipe recipe, AdaptiveAllocation adaptive) {
    Learning known = learning.get(recipe.getName());
    if (known == null || !known.isOf(recipe)) {
      known = new Learning(recipe, adaptive, stores.apply(recipe));
      learning.put(recipe.getName(), known);
    }
    return known;
  }

  private static Strategy prop2diff(Prop2DiffAllocation prop2diff, Map<String, String> metadata) {
    return new Prop2DiffStrategy(
        prop2diff.getMaxAccepted(),
        prop2diff.getProbe(),
        prop2diff.getMaxCandidates(),
        prop2diff.getMaxRound(),
        prop2diff
            .getFailRateField()
            .map(field -> FailRates.parse(metadata.get(field)))
            .orElseGet(OptionalDouble::empty));
  }

  /** A learner, and the strategy for what it knows by now. */
  private static final class Learning {
    private final Recipe recipe;
    private final Goal goal;
    private final RoundOutcomes outcomes;
    private final DifficultyLearner learner;
    private DifficultyModel model;
    private Strategy strategy;

    Learning(Recipe recipe, AdaptiveAllocation adaptive, DifficultyStore store) {
      this.recipe = recipe;
      this.goal =
          new Goal(
              adaptive.getAccepted(),
              adaptive.getMaxCandidates(),
              adaptive.getMaxRound(),
              adaptive.getPrice(),
              adaptive.getRoundCost());
      this.outcomes = new RoundOutcomes(goal.wanted());
      this.learner = new DifficultyLearner(store);
      this.model = learner.model();
      this.strategy = new AdaptiveStrategy(goal, model, outcomes);
    }

    boolean isOf(Recipe some) {
      return recipe.equals(some);
    }

    void record(Cell before, Cell now) {
      learner.record(before, now);
      if (learner.model() != model) {
        model = learner.model();
        strategy = new AdaptiveStrategy(goal, model, outcomes);
      }
    }

    Strategy strategy() {
      return strategy;
    }
  }
}
