package dev.winnow.planner.state;

import dev.winnow.schemas.Outcome;

/** Verdicts of a prompt, by outcome. */
public record Tally(int accepted, int rejected, int undecided) {
  /** No verdict yet. */
  public static final Tally NONE = new Tally(0, 0, 0);

  /** Returns the number of all verdicts. */
  public int judged() {
    return accepted + rejected + undecided;
  }

  /** Verdicts that are information about the model. */
  public int information() {
    return accepted + rejected;
  }

  Tally plus(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> new Tally(accepted + 1, rejected, undecided);
      case REJECTED -> new Tally(accepted, rejected + 1, undecided);
      case UNDECIDED -> new Tally(accepted, rejected, undecided + 1);
    };
  }
}
