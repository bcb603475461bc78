package dev.winnow.planner.budget;

/**
 * A prompt that waits for quota.
 *
 * @param ticket its place in the queue of its recipe in its partition
 * @param promptId its id
 * @param need candidates of its next round, at least 1
 */
public record QueuedPrompt(long ticket, String promptId, int need) {}
