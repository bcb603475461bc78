package dev.winnow.planner.state;

/**
 * Where a prompt comes from.
 *
 * @param identity which prompt it is
 * @param recipe name of its recipe
 */
public record Origin(Identity identity, String recipe) {}
