package dev.winnow.planner.state;

import dev.winnow.schemas.PromptState;

/** The prompt's recipe is not published yet. */
public record AwaitingRecipe(Identity identity, long wakeAt) implements PromptStatus {
  @Override
  public PromptState state() {
    return PromptState.WAITING;
  }

  @Override
  public int ordered() {
    return 0;
  }

  @Override
  public Tally tally() {
    return Tally.NONE;
  }

  @Override
  public AwaitingRecipe wakingAt(long time) {
    return new AwaitingRecipe(identity, time);
  }

  /** Returns the state after the recipe of this name is there; nothing is ordered yet. */
  public Ready begin(String recipe) {
    return new Ready(PromptAccount.first(new Origin(identity, recipe), wakeAt));
  }
}
