package dev.winnow.planner;

import dev.winnow.planner.state.Ready;
import dev.winnow.planner.strategy.Allocator;
import dev.winnow.planner.strategy.Decision;
import dev.winnow.planner.strategy.Decision.Failed;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.plugin.BadOptionsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of prompts, by their recipe's strategy and by their history. A strategy is
 * foreign code, and no failure of it may stop the stream: the prompt fails, and goes on when it is
 * published again after the strategy was mended.
 */
final class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  private final Allocator allocator;

  Decisions(Allocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Lets the allocator learn from a prompt whose round is in, unless the strategy fails; returns
   * the prompt's new state.
   */
  Ready learn(Recipe recipe, Ready ready) {
    try {
      return ready.learned(
          allocator.learn(recipe, ready.account().learned(), ready.account().counts()));
    } catch (BadOptionsException e) {
      log(recipe, e);
      return ready;
    }
  }

  /** Lets the recipe's strategy learn anew, because another model samples from now on. */
  void restart(Recipe recipe) {
    try {
      allocator.restart(recipe);
    } catch (BadOptionsException e) {
      log(recipe, e);
    }
  }

  Decision decide(Prompt prompt, Recipe recipe, Ready ready) {
    try {
      Decision decision = allocator.decide(recipe, prompt.getMetadata(), ready.account().counts());
      return History.weigh(decision, ready.account());
    } catch (BadOptionsException e) {
      log(recipe, e);
      return new Failed("STRATEGY_FAILED", String.valueOf(e.getMessage()));
    }
  }

  private static void log(Recipe recipe, BadOptionsException e) {
    LOG.error("recipe={} event=strategy-failed", recipe.getName(), e);
  }
}
