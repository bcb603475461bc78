package dev.winnow.training;

/**
 * What a tuning did.
 *
 * @param learned examples learned from
 * @param heldOut examples measured only
 * @param tooLong examples left out, because they are longer than the model's context
 * @param steps steps taken, those before an interruption among them
 * @param bestEpoch the epoch whose weights were written, counted from 1
 * @param bestLoss loss of that epoch on the prompts held out; NaN if none were held out
 * @param fill share of the batches' cells that hold a token
 */
public record TuningReport(
    int learned,
    int heldOut,
    int tooLong,
    int steps,
    int bestEpoch,
    double bestLoss,
    double fill) {}
