package dev.winnow.planner;

/**
 * How the planner knows the condition of pools.
 *
 * @param activity what they answer
 * @param workers what their workers report
 */
record PoolWatch(PoolActivityTracker activity, WorkerReports workers) {}
