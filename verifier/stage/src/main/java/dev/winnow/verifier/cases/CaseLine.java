package dev.winnow.verifier.cases;

/** What one line of a case file is. */
public sealed interface CaseLine {
  /** A case of the math check in the form that has a {@code kind}. */
  record Math(Case math) implements CaseLine {}

  /** A case of any check, in the form that has a {@code type}. */
  record Any(CheckCase any) implements CaseLine {}

  /**
   * No case.
   *
   * @param number of the line, from 1
   * @param error what is wrong with it
   */
  record Bad(int number, String error) implements CaseLine {}
}
