package dev.winnow.ops.bench.planner;

/**
 * The sizes that a run shows which is not timed.
 *
 * @param live state when every prompt's first round is on order and no verdict is in
 * @param ended state when every prompt has ended, and is only remembered
 * @param published all prompts as they were published, in bytes of keys and values
 * @param accounts of every prompt at its end
 */
record Census(StateSize live, StateSize ended, long published, LatestProgress accounts) {}
