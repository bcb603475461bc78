package dev.winnow.ops.loop;

import dev.winnow.ops.evaluate.PromptResult;
import java.util.List;

/**
 * What is known of the model after a round.
 *
 * @param round counted from 1; 0 for the model at the start
 * @param seconds what the round took in this process; 0 if it was done before
 * @param results the measure of its model
 */
public record LoopRound(int round, long seconds, List<PromptResult> results) {}
