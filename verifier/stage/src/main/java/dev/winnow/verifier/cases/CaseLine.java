package dev.winnow.verifier.cases;

/** The content of one line of a case file. */
public sealed interface CaseLine {
  /** A case of the math check, in the form with a {@code kind}. */
  record Math(Case math) implements CaseLine {}

  /** A case of any check, in the form with a {@code type}. */
  record Any(CheckCase any) implements CaseLine {}

  /**
   * An invalid line.
   *
   * @param number number of the line, from 1
   * @param error what is wrong with it
   */
  record Bad(int number, String error) implements CaseLine {}
}
