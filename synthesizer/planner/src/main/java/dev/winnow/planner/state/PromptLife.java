package dev.winnow.planner.state;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.schemas.PromptState;
import java.util.BitSet;

/**
 * Where a prompt stands: waiting for its recipe, being sampled, suspended while a budget is spent,
 * or ended. Transitions are methods of the states that they lead from, so that an ended prompt
 * cannot be sampled.
 */
public sealed interface PromptLife
    permits PromptLife.Waiting,
        ActivePrompt,
        PromptLife.Suspended,
        PromptLife.Failed,
        PromptLife.Ended {
  /** Hash of what the prompt asks, to tell a repeated publication from another prompt's. */
  String contentHash();

  /** When the planner first saw the prompt, in milliseconds since the epoch. */
  long startedAt();

  /** When to look at it again, in milliseconds since the epoch; 0 while that is not planned. */
  long wakeAt();

  /** The state as progress records have it. */
  PromptState state();

  /** Candidates ordered so far. */
  int ordered();

  /** Their verdicts so far. */
  Tally tally();

  /** The same, to be looked at again at another time. */
  PromptLife wakingAt(long time);

  /** The recipe is not published yet. */
  record Waiting(String contentHash, long startedAt, long wakeAt) implements PromptLife {
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
    public Waiting wakingAt(long time) {
      return new Waiting(contentHash, startedAt, time);
    }

    /** The recipe, of this name, has come; nothing is ordered yet. */
    public ActivePrompt sampling(String recipe) {
      return ActivePrompt.first(new Origin(contentHash, startedAt, recipe), wakeAt);
    }
  }

  /**
   * The recipe's budget is spent; or it was, and what the prompt was granted since waits for its
   * turn.
   *
   * @param sampling what it was, and will be again when the budget allows more
   * @param state {@code EXHAUSTED} until the budget is raised, {@code SAMPLING} if it only waits
   *     for the next hour
   */
  record Suspended(ActivePrompt sampling, PromptState state) implements PromptLife {
    /** Whether it waits for its turn alone. */
    public boolean hasGrant() {
      return sampling.claimed() > 0;
    }

    @Override
    public String contentHash() {
      return sampling.contentHash();
    }

    @Override
    public long startedAt() {
      return sampling.startedAt();
    }

    @Override
    public long wakeAt() {
      return sampling.wakeAt();
    }

    @Override
    public int ordered() {
      return sampling.ordered();
    }

    @Override
    public Tally tally() {
      return sampling.tally();
    }

    @Override
    public Suspended wakingAt(long time) {
      return new Suspended(sampling.wakingAt(time), state);
    }
  }

  /**
   * It could not be sampled. It is forgotten when it is looked at again, or opened again before.
   *
   * @param sampling what it was, and will be when it is opened again
   */
  record Failed(ActivePrompt sampling) implements PromptLife {
    @Override
    public String contentHash() {
      return sampling.contentHash();
    }

    @Override
    public long startedAt() {
      return sampling.startedAt();
    }

    @Override
    public long wakeAt() {
      return sampling.wakeAt();
    }

    @Override
    public PromptState state() {
      return PromptState.FAILED;
    }

    @Override
    public int ordered() {
      return sampling.ordered();
    }

    @Override
    public Tally tally() {
      return sampling.tally();
    }

    @Override
    public Failed wakingAt(long time) {
      return new Failed(sampling.wakingAt(time));
    }
  }

  /** Nothing more is ordered; it is forgotten when it is looked at again. */
  record Ended(
      String contentHash, long startedAt, long wakeAt, PromptState state, int ordered, Tally tally)
      implements PromptLife {
    @Override
    public Ended wakingAt(long time) {
      return new Ended(contentHash, startedAt, time, state, ordered, tally);
    }

    /**
     * The same as a prompt that is being sampled, where an earlier planner ended it as failed and
     * did not keep more: none of its indices is ordered again, and what was left undecided counts
     * as not sampled.
     *
     * @param recipe name of its recipe
     */
    public Failed failed(String recipe) {
      BitSet indices = new BitSet();
      indices.set(0, ordered);
      Tally all = new Tally(tally.accepted(), tally.rejected(), ordered - tally.information());
      Verdicts verdicts =
          new Verdicts(indices, all, 0, 0, all.undecided(), 0, UndecidedReasons.NONE);
      ActivePrompt first = ActivePrompt.first(new Origin(contentHash, startedAt, recipe), wakeAt);
      return new Failed(
          new ActivePrompt(
              first.origin(),
              wakeAt,
              verdicts,
              Cell.NONE,
              first.wanted(),
              ordered,
              0,
              0,
              first.round(),
              0));
    }
  }
}
