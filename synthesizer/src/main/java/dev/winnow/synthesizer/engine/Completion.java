package dev.winnow.synthesizer.engine;

import dev.winnow.schemas.FinishReason;

/**
 * One sampled response.
 *
 * @param index of the candidate it answers
 * @param text the response, without the stop string
 * @param finishReason why it ended
 * @param tokens generated for it, 0 when the engine does not know
 */
public record Completion(int index, String text, FinishReason finishReason, int tokens) {}
