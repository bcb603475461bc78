package dev.winnow.verifier;

import dev.winnow.runtime.pool.PoolActivityTracker;
import dev.winnow.runtime.pool.WorkerReports;

/**
 * How the verifier knows the condition of the scorers' pools.
 *
 * @param activity what they answer
 * @param reports what their workers report
 */
record ScorerWatch(PoolActivityTracker activity, WorkerReports reports) {}
