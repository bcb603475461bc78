package dev.winnow.sink.audit;

import dev.winnow.schemas.Outcome;
import java.util.Optional;

/** The rows of the first verdicts on a prompt's candidates. */
@FunctionalInterface
interface FirstRows {
  /** Returns the outcome of a candidate's first row; empty when there is none. */
  Optional<Outcome> outcome(int index);
}
