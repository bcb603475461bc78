package dev.winnow.training;

import java.util.OptionalDouble;

/**
 * What a tuning that follows a stream has done, with all that it did before it was interrupted.
 *
 * @param learned rows learned from
 * @param heldOut rows measured only
 * @param leftOut rows that are longer than the model's context, or that its chat template refuses
 * @param steps steps taken
 * @param heldOutLoss mean loss on the rows held out that arrived last; empty if none arrived since
 *     the start of the process
 * @param isStopped whether it was told to stop, and the stream may go on
 */
public record StreamTuningReport(
    long learned,
    long heldOut,
    long leftOut,
    int steps,
    OptionalDouble heldOutLoss,
    boolean isStopped) {}
