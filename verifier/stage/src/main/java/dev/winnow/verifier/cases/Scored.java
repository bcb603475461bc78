package dev.winnow.verifier.cases;

import dev.winnow.schemas.Outcome;

/**
 * What became of one case.
 *
 * @param id the case's
 * @param type of the check
 * @param group a narrower kind of case, for the table
 * @param expected an outcome, or the span that should be found
 * @param outcome what was found
 * @param reason why, as a code
 * @param extracted the answer that was read; empty when none was
 * @param held whether it is as expected
 * @param detail for people: what was compared with what
 */
public record Scored(
    String id,
    String type,
    String group,
    String expected,
    Outcome outcome,
    String reason,
    String extracted,
    boolean held,
    String detail) {}
