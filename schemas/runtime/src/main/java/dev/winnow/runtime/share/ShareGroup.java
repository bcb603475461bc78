package dev.winnow.runtime.share;

import java.time.Duration;

/**
 * How a worker takes part in a share group.
 *
 * @param id of the group
 * @param topic of the requests
 * @param lockDuration how long the broker waits for a worker that has gone silent before it gives a
 *     request to another; renewed in time while work goes on. Within the broker's {@code
 *     group.share.min/max.record.lock.duration.ms}
 * @param drainGrace how long requests in progress may go on after the worker was told to stop; what
 *     is unfinished then is given back to the group
 * @param concurrency most requests that are held at once, at least 1
 */
public record ShareGroup(
    String id, String topic, Duration lockDuration, Duration drainGrace, int concurrency) {
  public ShareGroup {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: %d, want at least 1".formatted(concurrency));
    }
  }
}
