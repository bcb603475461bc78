package dev.winnow.planner;

import dev.winnow.runtime.pool.PoolActivityTracker;
import dev.winnow.runtime.pool.WorkerReports;

/**
 * How the planner knows the condition of pools.
 *
 * @param activity what they answer
 * @param workers what their workers report
 */
record PoolWatch(PoolActivityTracker activity, WorkerReports workers) {}
