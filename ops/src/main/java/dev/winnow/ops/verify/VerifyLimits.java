package dev.winnow.ops.verify;

import java.time.Duration;

/**
 * Limits of one request.
 *
 * @param items maximum number of rows
 * @param bytes maximum size of the body
 * @param time maximum time from the last byte of the body to the answer; rows that are not judged
 *     by then are undecided
 * @param requests maximum number of requests that are judged or wait at once
 */
record VerifyLimits(int items, int bytes, Duration time, int requests) {
  /** 1,024 rows, 16 MiB, 30 seconds, 256 requests. */
  static final VerifyLimits DEFAULT =
      new VerifyLimits(1_024, 16 << 20, Duration.ofSeconds(30), 256);
}
