package dev.winnow.planner;

import dev.winnow.planner.state.Ready;
import dev.winnow.planner.strategy.Allocator;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;

/** Decides what becomes of prompts, by their recipe's strategy and by their history. */
final class Decisions {
  private final Allocator allocator;

  Decisions(Allocator allocator) {
    this.allocator = allocator;
  }

  /** Lets the allocator learn from a prompt whose round is in; returns the prompt's new state. */
  Ready learn(Recipe recipe, Ready ready) {
    return ready.learned(
        allocator.learn(recipe, ready.account().learned(), ready.account().counts()));
  }

  /** Lets the recipe's strategy learn anew, because another model samples from now on. */
  void restart(Recipe recipe) {
    allocator.restart(recipe);
  }

  Decision decide(Prompt prompt, Recipe recipe, Ready ready) {
    Decision decision = allocator.decide(recipe, prompt.getMetadata(), ready.account().counts());
    return History.weigh(decision, ready.account());
  }
}
