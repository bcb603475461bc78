package dev.winnow.sink.describe;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A prompt that the planner has ended because the model seems unable to solve it or its reference
 * seems wrong.
 *
 * @param promptId id of the prompt
 * @param judged number of candidates with a verdict
 * @param accepted number of accepted ones
 * @param reason why it is considered unsolvable, in words; empty where no reason is given
 */
public record UnsolvablePrompt(
    @JsonProperty("prompt_id") String promptId, int judged, int accepted, String reason) {}
