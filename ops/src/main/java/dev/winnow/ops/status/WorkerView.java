package dev.winnow.ops.status;

import org.jspecify.annotations.Nullable;

/**
 * A worker, as it reports itself. Immutable.
 *
 * @param state {@code READY}, {@code THROTTLED} or {@code BLOCKED}
 * @param since when it entered the state, ISO 8601 in UTC
 * @param reason why it cannot sample, in words; null when it is ready
 * @param held requests that it holds
 * @param requestsPerSecond requests finished a second, over the last minute; null until two reports
 *     with counts have come
 * @param tokensPerSecond tokens generated a second, likewise
 * @param tokens tokens generated since its start; null where it does not report them, as the counts
 *     below
 */
public record WorkerView(
    String pool,
    String worker,
    String model,
    String state,
    @Nullable String reasonCode,
    @Nullable String reason,
    String since,
    String reportedAt,
    int held,
    @Nullable Double requestsPerSecond,
    @Nullable Double tokensPerSecond,
    @Nullable Long requests,
    @Nullable Long tokens,
    @Nullable Long redeliveries,
    @Nullable Long lockRenewals,
    @Nullable Long locksLost) {}
