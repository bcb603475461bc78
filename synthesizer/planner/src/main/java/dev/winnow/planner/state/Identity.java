package dev.winnow.planner.state;

/**
 * Which prompt this is.
 *
 * @param contentHash of what it asks, 24 hex digits
 * @param startedAt when the planner first saw it, in epoch milliseconds
 */
public record Identity(String contentHash, long startedAt) {}
