package dev.winnow.sink.describe;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A prompt that was given up because, by what is known, this model does not solve it or its
 * reference is wrong.
 *
 * @param promptId its identity
 * @param judged candidates with a verdict
 * @param accepted of these
 * @param reason why it was given up, in words; empty where nothing is said
 */
public record UnsolvablePrompt(
    @JsonProperty("prompt_id") String promptId, int judged, int accepted, String reason) {}
