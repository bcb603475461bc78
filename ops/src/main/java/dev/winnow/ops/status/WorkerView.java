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
 * @param fill part of the places of its engine's batch that is in use, 0 to 1; null where it does
 *     not report it
 * @param nextRequestAt when it asks its server again that asked it to wait or does not answer, ISO
 *     8601 in UTC; null when it is ready, and where it does not report it
 * @param outputPrice price of a million tokens that it generates, in any currency; null where it
 *     has none
 * @param cost price of its tokens since its start, in the same currency; null where it has none
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
    @Nullable Long locksLost,
    @Nullable Double fill,
    @Nullable String nextRequestAt,
    @Nullable Double outputPrice,
    @Nullable Double cost) {}
