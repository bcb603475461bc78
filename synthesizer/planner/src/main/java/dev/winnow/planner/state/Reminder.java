package dev.winnow.planner.state;

/**
 * When to look at a prompt again, and what its progress said last.
 *
 * @param wakeAt in epoch milliseconds; 0 while that is not planned
 * @param told what its progress says it waits for, as a number that the planner gives each
 *     condition of a pool; 0 for nothing
 */
public record Reminder(long wakeAt, int told) {}
