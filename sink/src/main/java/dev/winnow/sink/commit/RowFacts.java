package dev.winnow.sink.commit;

import java.util.Optional;

/**
 * What is counted of a row.
 *
 * @param isSelected whether the row is selected
 * @param isFirstOfPrompt whether to count its prompt here: true for exactly one row of each prompt
 * @param tokens number of tokens generated for it
 * @param reason the verdict's reason, where there is one
 * @param family the prompt's metadata {@code family}, where it has it
 * @param passRate the prompt's pass rate from 0 to 1, where it is known
 */
public record RowFacts(
    boolean isSelected,
    boolean isFirstOfPrompt,
    long tokens,
    Optional<String> reason,
    Optional<String> family,
    Optional<Double> passRate) {}
