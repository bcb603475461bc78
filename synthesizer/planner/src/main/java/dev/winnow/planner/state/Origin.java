package dev.winnow.planner.state;

/**
 * Where a prompt comes from.
 *
 * @param contentHash of what it asks, 24 hex digits
 * @param startedAt when the planner first saw it, in epoch milliseconds
 * @param recipe name of its recipe
 */
public record Origin(String contentHash, long startedAt, String recipe) {}
