package dev.winnow.runtime.share;

import java.time.Duration;

/**
 * The settings of a worker in a share group.
 *
 * @param id id of the group
 * @param topic topic of the requests
 * @param lockDuration how long the broker waits for a silent worker before it gives a request to
 *     another; renewed in time while work continues. Must be within the broker's {@code
 *     group.share.min/max.record.lock.duration.ms}
 * @param drainGrace how long requests in progress may continue after the worker was told to stop;
 *     unfinished ones are then released to the group
 * @param concurrency maximum number of requests held at once, at least 1
 */
public record ShareGroup(
    String id, String topic, Duration lockDuration, Duration drainGrace, int concurrency) {
  public ShareGroup {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: %d, want at least 1".formatted(concurrency));
    }
  }
}
