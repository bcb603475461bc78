package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.DifficultyLearner;
import dev.winnow.planner.difficulty.DifficultyModel;
import java.util.Map;

/** Decides by what it has learned of the recipe's prompts so far. Not thread-safe. */
final class LearningStrategy implements Strategy {
  private final Goal goal;
  private final RoundOutcomes outcomes;
  private final DifficultyLearner learner;
  private DifficultyModel model;
  private Strategy strategy;

  LearningStrategy(Goal goal, DifficultyLearner learner) {
    this.goal = goal;
    this.outcomes = new RoundOutcomes(goal.wanted());
    this.learner = learner;
    this.model = learner.model();
    this.strategy = new AdaptiveStrategy(goal, model, outcomes);
  }

  @Override
  public Decision decide(Map<String, String> metadata, Counts counts) {
    return strategy.decide(metadata, counts);
  }

  @Override
  public Cell learn(Cell before, Counts counts) {
    Cell now = counts.cell();
    if (now.equals(Cell.NONE) || now.equals(before)) {
      // No new verdict of this prompt, so there is nothing to learn.
      return before;
    }
    learner.record(before, now);
    if (learner.model() != model) {
      useLearned();
    }
    return now;
  }

  @Override
  public void restart() {
    learner.restart();
    useLearned();
  }

  private void useLearned() {
    model = learner.model();
    strategy = new AdaptiveStrategy(goal, model, outcomes);
  }
}
