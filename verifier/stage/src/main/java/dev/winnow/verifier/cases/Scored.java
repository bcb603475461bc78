package dev.winnow.verifier.cases;

import dev.winnow.schemas.Outcome;

/**
 * The result of one case.
 *
 * @param id id of the case
 * @param type type of the check
 * @param group a narrower kind of case, for the table
 * @param expected the expected outcome, or the span that should be found
 * @param outcome the actual outcome
 * @param reason the reason as a code
 * @param extracted the extracted answer; empty when there is none
 * @param held whether the outcome is as expected
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
