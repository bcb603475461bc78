package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.difficulty.HeapDifficultyStore;
import dev.winnow.planner.state.AwaitingRecipe;
import dev.winnow.planner.state.Identity;
import dev.winnow.planner.state.Ready;
import dev.winnow.planner.strategy.Allocator;
import dev.winnow.planner.strategy.Decision.Failed;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.testing.Records;
import org.junit.jupiter.api.Test;

/** A strategy that cannot decide ends its prompt, and not the stream. */
class DecisionsTest {
  private static final Ready READY =
      new AwaitingRecipe(new Identity("0".repeat(24), 5), 6).begin("arithmetic");

  private final Decisions decisions =
      new Decisions(new Allocator(any -> new HeapDifficultyStore()));
  private final Recipe recipe = Given.allocated(Records.allocation("not_installed"));

  @Test
  void aPromptOfAStrategyThatFailsIsFailed() {
    assertThat(decisions.decide(Records.prompt("p"), recipe, READY))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("STRATEGY_FAILED");
              assertThat(failed.reason()).contains("'not_installed'");
            });
  }

  @Test
  void aStrategyThatFailsLearnsNothing() {
    assertThat(decisions.learn(recipe, READY)).isEqualTo(READY);
    decisions.restart(recipe);
  }
}
