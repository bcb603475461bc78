package dev.winnow.verifier.constraint;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An instruction that a response must follow.
 *
 * @param id id of IFEval, such as {@code punctuation:no_comma}
 */
record Instruction(String id, Constraint constraint) {
  /**
   * Reads an instruction.
   *
   * @param kwargs object of arguments; null values count as absent
   * @throws BadConstraintException that names the instruction and the problem
   */
  static Instruction of(String id, JsonNode kwargs) {
    try {
      return new Instruction(id, ConstraintIds.create(id, new ConstraintArguments(kwargs)));
    } catch (BadConstraintException e) {
      throw new BadConstraintException(
          "instruction '%s': %s"
              .formatted(id.substring(0, Math.min(id.length(), 64)), e.getMessage()));
    }
  }
}
