package dev.winnow.verifier.constraint;

/** An instruction with its arguments. Immutable, and deterministic for any text. */
@FunctionalInterface
interface Constraint {
  /**
   * Returns whether the text follows the instruction.
   *
   * @throws dev.winnow.verifier.check.MeteredText.ExhaustedException if the work does not suffice
   */
  boolean holds(String text, ConstraintWork work);
}
