package dev.winnow.planner.difficulty;

import java.util.List;

/**
 * Learns how hard a recipe's prompts are while they are sampled.
 *
 * <p>The model is fitted anew only when the rounds recorded have grown by half, and what was fitted
 * is kept in the store: after a restart the same model is there until the same round, so that a
 * replay decides as the first run did. Not thread-safe.
 */
public final class DifficultyLearner {
  private static final long FIRST_FIT = 48;
  private static final double GROWTH = 1.5;

  private final DifficultyStore store;
  private DifficultyModel model;
  private Prior base;

  public DifficultyLearner(DifficultyStore store) {
    this.store = store;
    this.model = store.model().map(DifficultyModel::fromBytes).orElseGet(DifficultyModel::initial);
    this.base = store.base().map(Prior::fromBytes).orElseGet(Prior::initial);
  }

  /**
   * Records that a prompt's round is in.
   *
   * @param before where the prompt was recorded last; {@link Cell#NONE} if it never was
   * @param now where it is now, with at least one verdict
   */
  public void record(Cell before, Cell now) {
    long left = store.prompts(before);
    if (left > 0) {
      store.putPrompts(before, left - 1);
    }
    store.putPrompts(now, store.prompts(now) + 1);
    long rounds = store.rounds() + 1;
    store.putRounds(rounds);
    if (rounds >= Math.max(FIRST_FIT, GROWTH * model.rounds())) {
      model = DifficultyModel.fit(rounds, store.cells(), base);
      store.putModel(model.toBytes());
    }
  }

  /**
   * Begins to learn anew, because another model samples from now on, whose candidates pass at other
   * rates. What was learned is used until there is enough to learn from, and then counts as a few
   * prompts. A prompt that is being sampled counts with all of its verdicts, those on the old
   * model's candidates among them.
   */
  public void restart() {
    base = model.pooled();
    model = model.unlearned();
    store.putBase(base.toBytes());
    store.putModel(model.toBytes());
    List.copyOf(store.cells().keySet()).forEach(cell -> store.putPrompts(cell, 0));
    store.putRounds(0);
  }

  /** Returns the current model; the same object until it is fitted anew. */
  public DifficultyModel model() {
    return model;
  }
}
